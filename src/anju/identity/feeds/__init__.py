"""Calendars that are subscribed to: opened, read, ended."""
