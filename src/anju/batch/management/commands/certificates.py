"""`bin/anju certificates`: the demo town's certificates, from the simulated authority."""

from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from anju.batch.town.certificates import give_certificates, trust_the_simulator
from anju.batch.town.plan import halls
from anju.centers.current import active_codes, inside


class Command(BaseCommand):
    help = "Issue and bind the demo agents' certificates; what stands is left as it is."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("只有演示环境（ANJU_DEMO=1）信任模拟 CA。")
        codes = set(active_codes())
        with httpx.Client(base_url=settings.ANJU_SIMULATORS_URL, trust_env=False) as web:
            trust_the_simulator(web)
            for hall in halls():
                if hall.code in codes:
                    with inside(hall.code):
                        give_certificates(hall=hall, web=web, say=self.stdout.write)
