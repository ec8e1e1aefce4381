"""What the counter does for an employer."""
