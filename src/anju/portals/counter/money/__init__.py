"""What an employer paid, what the bank answered, and its statements."""
