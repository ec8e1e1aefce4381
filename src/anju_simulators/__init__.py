"""A bank and an SMS inbox to try the house against: a separate program, with its own books."""
