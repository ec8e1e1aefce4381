"""What was sent back is mended: only what the return has marked."""
