"""账户安全: what a signed-in member changes about his own security, a deed a file."""
