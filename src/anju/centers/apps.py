"""The centers hosted by this installation, in the public schema."""

from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "anju.centers"
    label = "centers"
