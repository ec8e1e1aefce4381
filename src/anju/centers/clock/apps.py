"""The business clock of a center, a table in its own schema."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "anju.centers.clock"
    label = "clock"
