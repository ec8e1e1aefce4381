"""Who did what, and who looked at whom."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "anju.audit"
    label = "audit"
