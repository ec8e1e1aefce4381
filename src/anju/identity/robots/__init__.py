"""A speed bump for machines, which is never a proof of who somebody is."""
