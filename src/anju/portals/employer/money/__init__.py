"""The pages on which an employer pays."""
