"""Deferral and ratio reduction: what they ask for, when they begin, when they end."""
