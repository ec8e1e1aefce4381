"""What may be taken out: facts, numbered conditions, amounts, all reasons at once."""
