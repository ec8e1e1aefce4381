"""Maker and reviewer (经办复核): what waits for a second person, and what it then does."""
