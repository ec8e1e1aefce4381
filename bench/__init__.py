"""`make bench`: the product set against a hand-written floor and against what others use."""
