"""What an employer looks up about its people and its payments."""
