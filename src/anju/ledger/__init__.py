"""The double-entry ledger: one door, and its law in the database."""
