"""Jobs and management commands."""
