"""Cases: steps, opinions, four eyes, deadlines, structured return."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "anju.cases"
    label = "cases"
