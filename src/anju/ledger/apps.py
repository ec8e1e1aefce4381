"""The ledger of a center."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "anju.ledger"
    label = "ledger"
