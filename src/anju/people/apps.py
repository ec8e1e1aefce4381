"""Members, employers, their agents, staff, and fund accounts."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "anju.people"
    label = "people"
