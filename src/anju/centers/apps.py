"""The centers hosted by this installation, in the public schema."""

from django.apps import AppConfig
from django.core.checks import register

from anju.centers.check_keys import check_keys


class CentersConfig(AppConfig):
    name = "anju.centers"
    label = "centers"

    def ready(self) -> None:
        """Have the keys looked at before anything runs."""
        register(check_keys, "keys")
