"""What the counter does for members, agents and its own people, face to face."""
