"""Withdrawals at the counter: taken in, looked up, settled after the bank, counted."""
