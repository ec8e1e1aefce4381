"""Fund accounts: opened, sealed, moved, re-based, closed, and what happened to each."""
