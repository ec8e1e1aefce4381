"""A certificate authority to try the house against: issues, revokes, misbehaves as told."""
