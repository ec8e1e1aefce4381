"""These tests speak to a bank that runs as a program of its own."""

from bank_fixtures import bank, bank_process, ear, fund, levers, silk_mill

__all__ = ["bank", "bank_process", "ear", "fund", "levers", "silk_mill"]
