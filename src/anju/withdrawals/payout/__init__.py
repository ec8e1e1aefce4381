"""The money on its way: the order to the bank, its answer, and what came back."""
