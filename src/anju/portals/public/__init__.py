"""Public pages: the installation, a center, verification of receipts, preferences."""
