"""Second factors: one-time codes and passkeys, and what is missing before somebody is in."""
