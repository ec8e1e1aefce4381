"""Interest on contributors' accounts (结息)."""
