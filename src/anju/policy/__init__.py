"""Policy: the rules that differ by center and by day, kept as dated data with a source."""
