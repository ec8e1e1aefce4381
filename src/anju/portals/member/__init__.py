"""The members portal (个人网厅)."""
