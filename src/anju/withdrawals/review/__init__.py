"""Two officers decide, with everything beside the case that they need to know."""
