"""Roster files agents hand in (一表通): taken, read, compared."""
