"""Where we are: the centers, and how one request or job is bound to one of them."""
