"""材料夹: what a member shows to prove something, made once and used in every channel."""
