"""Registration and forgotten passwords as steps, in the shape of each city."""
