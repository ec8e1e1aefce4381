"""A member's contacts: changed with proof, told to both sides, disavowed by the old one."""
