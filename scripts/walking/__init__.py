"""The people of scripts/walk_a_year.py and the pages they walk through."""
