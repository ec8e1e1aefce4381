"""What keeps money on an account: holds, the own lock and day limit, and courts."""
