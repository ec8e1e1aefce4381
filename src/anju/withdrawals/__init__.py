"""Withdrawals (提取): what may be taken today, why not the rest, and the way to the bank."""
