"""Template tags of the halls."""
