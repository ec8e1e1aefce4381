"""The employer's roster file (一表通): read it, say what is wrong with it, give it back."""
