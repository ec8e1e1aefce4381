"""Who did what, written once."""
