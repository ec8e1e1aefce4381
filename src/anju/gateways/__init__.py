"""The outside world, one module a partner: loaded by name from settings, imported by nobody."""
