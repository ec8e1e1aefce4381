"""Contributions: change registers, remittances, prepayments."""

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "anju.contributions"
    label = "contributions"
