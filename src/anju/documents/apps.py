"""The documents of a center."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "anju.documents"
    label = "documents"
