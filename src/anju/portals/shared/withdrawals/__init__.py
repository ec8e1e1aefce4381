"""Pieces of applications and their papers that more than one door shows."""
