"""The pages of change registers, keyed and uploaded."""
