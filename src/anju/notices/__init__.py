"""What we tell people, and whether it reached them."""
