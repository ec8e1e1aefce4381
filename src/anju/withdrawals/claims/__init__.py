"""Money the bank paid a second time: booked as a claim on who has it, until it is back."""
