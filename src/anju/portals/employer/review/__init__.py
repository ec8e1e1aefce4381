"""The pages on which a second person of an employer agrees to what the first submitted."""
