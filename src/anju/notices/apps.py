"""Text messages to people: an outbox that a job empties."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "anju.notices"
    label = "notices"
