"""Transfers (个人转移): asked for by the new employer, made by a seal, a consent or a word."""
