"""What a clerk does with withdrawals for the person who stands before him."""
