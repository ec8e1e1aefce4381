"""Jobs and management commands."""

from django.apps import AppConfig


class BatchConfig(AppConfig):
    name = "anju.batch"
    label = "batch"
