"""Money between the fund and its banks: orders out, answers in, statements matched."""
