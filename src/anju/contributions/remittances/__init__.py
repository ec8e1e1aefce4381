"""Remittances (汇缴): what is due, drawing up the roll, booking it."""
