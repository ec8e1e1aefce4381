"""Keys of employers' programs: made, known again, revoked; deeds done once."""
