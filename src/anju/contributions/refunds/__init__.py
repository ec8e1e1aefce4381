"""What was paid wrongly is taken back: 退缴 and 错缴更正, by red entries only."""
