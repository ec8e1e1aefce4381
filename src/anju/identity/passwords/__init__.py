"""Passwords, activation codes and the payment password."""
