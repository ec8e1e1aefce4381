"""The whole of anju on one machine, in the foreground: what `make demo` runs."""
