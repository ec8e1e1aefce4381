"""What an employer keeps up to date about itself, and what it asks of the counter."""
