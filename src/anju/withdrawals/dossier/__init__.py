"""What an application consists of: what was asked, its papers, its file, and who is paid."""
