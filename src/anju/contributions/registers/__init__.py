"""Change registers (变更清册): drafts, the rules they are judged by, taking effect."""
