"""What every knock does, whoever knocks; who he is and what is said is for each door."""
