"""What an ordinary Django project would build, and what others offer, for comparison."""
