"""How one comes in and stays: visits, robots, fresh proofs, cookies, hours, leaving."""
