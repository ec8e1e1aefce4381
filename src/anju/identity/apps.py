"""Credentials and sign-in."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "anju.identity"
    label = "identity"
