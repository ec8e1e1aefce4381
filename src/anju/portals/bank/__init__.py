"""The door through which the bank answers."""
