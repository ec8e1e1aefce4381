"""Corrections of a person's data that an employer proposes and somebody else decides."""
