"""The employers portal (单位网厅)."""
