"""Money that must come or go through the bank."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "anju.payments"
    label = "payments"
