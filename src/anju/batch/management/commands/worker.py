"""`bin/anju worker`: runs the jobs of a queue, one at a time, until it is told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

POLLING_SECONDS = 2


class Command(BaseCommand):
    help = "Run the jobs of all centers; a supervisor starts it again after the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queue", default="default", help="default, or messages")

    def handle(self, *args: Any, **options: Any) -> None:
        # One at a time: a job is one center on one connection. Its finished rows are of no
        # further use, for what was done is told by the rows it read.
        connector = app.connector
        if not isinstance(connector, DjangoConnector):
            raise CommandError("The jobs must lie in Django's own database.")
        with app.replace_connector(connector.get_worker_connector()) as working:
            working.run_worker(
                name=f"anju {options['queue']}",
                queues=[options["queue"]],
                concurrency=1,
                fetch_job_polling_interval=POLLING_SECONDS,
                delete_jobs="successful",
            )
