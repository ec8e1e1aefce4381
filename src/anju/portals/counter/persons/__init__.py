"""A person's file at the counter: opened after a reason, and what is done with it."""
