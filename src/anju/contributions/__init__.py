"""Contributions: registers of change, remittances, prepayments."""
