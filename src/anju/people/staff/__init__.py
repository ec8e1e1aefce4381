"""Who works for the center, and in which role on which day."""
