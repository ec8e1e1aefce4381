"""Policy is read once when a process starts; a wrong profile stops it there."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "anju.policy"
    label = "policy"

    def ready(self) -> None:
        from anju.policy.rules import profiles

        profiles()
