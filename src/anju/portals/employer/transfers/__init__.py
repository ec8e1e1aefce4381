"""The pages on which people come to an employer, and on which its own are asked for."""
