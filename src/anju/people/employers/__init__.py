"""Employers as the center registers them: their data, ratios, opening and closing."""
