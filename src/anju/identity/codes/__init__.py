"""SMS codes: each for one purpose, one object, one amount, one session; usable once."""
