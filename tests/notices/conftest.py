"""The gateway of these tests runs as a program of its own."""

from bank_fixtures import bank, bank_process, levers

__all__ = ["bank", "bank_process", "levers"]
