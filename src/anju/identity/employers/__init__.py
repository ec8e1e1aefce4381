"""The employers' agents at the door: signing in, registering, resetting, serving, leaving."""
