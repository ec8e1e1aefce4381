"""How the staff come in and out, in two steps."""
