"""A member is told when a reason becomes possible, and of a form he has left."""
