"""Documents a center gives to people: receipts and rosters as sealed, verifiable PDF."""
