"""`bin/anju center create CODE` and `bin/anju center list`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from anju.centers.creation import create_center
from anju.centers.models import Center


class Command(BaseCommand):
    help = "Create a center or list the centers of this installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        create = deeds.add_parser("create", help="create a center, or finish a broken creation")
        create.add_argument("code")
        create.add_argument("--name", required=True, help="full name in Chinese")
        create.add_argument("--first-day", required=True, type=date.fromisoformat)
        deeds.add_parser("list", help="list the centers")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["deed"] == "create":
            center = create_center(
                code=options["code"],
                name=options["name"],
                first_day=options["first_day"],
                verbosity=options["verbosity"],
            )
            self.stdout.write(f"{center.code}\t{center.name}\t{center.get_state_display()}")
            return
        for center in Center.objects.order_by("id"):
            self.stdout.write(f"{center.code}\t{center.name}\t{center.get_state_display()}")
