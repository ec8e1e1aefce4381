"""The doors: portals translate between people and verbs; nothing is decided here."""
