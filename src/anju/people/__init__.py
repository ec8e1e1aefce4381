"""The people of a center: members, employers, agents, staff, and their fund accounts."""
