"""我要提取: what one may take out, applying for it, what became of it."""
