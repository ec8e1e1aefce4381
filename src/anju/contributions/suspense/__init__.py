"""Money that came by itself (暂收): whose it is, what it pays, and how it goes back."""
