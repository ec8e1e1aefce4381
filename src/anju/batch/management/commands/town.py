"""`bin/anju town build`: the demo town, five halls with two years behind them."""

import os
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from anju.batch.town.build import build_hall, is_built
from anju.batch.town.clerks import give_keys, hire_clerks
from anju.batch.town.crew import MARK, HallFailed, build_side_by_side
from anju.batch.town.pay import BankDisagrees
from anju.batch.town.plan import OPENED_ON, Hall, halls
from anju.batch.town.teller import TownTeller
from anju.batch.town.world import World
from anju.centers.clock.day import business_day
from anju.centers.creation import create_center
from anju.centers.current import active_codes, inside
from anju.payments.gateway import bank
from anju.policy.rules import profile

USUAL_LATENCY_MS = 200


class Command(BaseCommand):
    help = "Build the demo town; what is built already is left as it is."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        build = deeds.add_parser("build", help="build every hall, several side by side")
        build.add_argument("codes", nargs="*", help="only these halls")
        build.add_argument("--builders", type=int, default=os.cpu_count() or 2)
        hall = deeds.add_parser("hall", help="build one hall here (what 'build' starts)")
        hall.add_argument("code")

    def handle(self, *args: Any, **options: Any) -> None:
        every = {hall.code: hall for hall in halls()}
        if options["deed"] == "hall":
            self._hall(every[options["code"]])
            return
        wanted = [every[code] for code in options["codes"] or every]
        missing = [hall for hall in wanted if not _stands(hall)]
        for hall in wanted:
            if hall not in missing:
                _finish_clerks(hall)
        if not missing:
            self.stdout.write("安居镇已经建好，无需重建。")
            return
        self._build(missing, options["builders"])

    def _build(self, missing: list[Hall], builders: int) -> None:
        began = time.monotonic()
        teller = TownTeller()
        try:
            teller.set_latency(0)
        except httpx.TransportError as silent:
            raise CommandError(
                f"{settings.ANJU_BANK_URL} 没有银行答话：请先启动模拟器"
                "（python -m anju_simulators），或直接运行 make demo。"
            ) from silent
        for hall in missing:
            create_center(code=hall.code, name=_name(hall), first_day=OPENED_ON)
        self._say(f"{len(missing)} 个中心已开设，用时 {int(time.monotonic() - began)} 秒")
        try:
            build_side_by_side(
                codes=[hall.code for hall in missing], builders=builders, say=self._say
            )
        except HallFailed as failure:
            raise CommandError(str(failure)) from failure
        finally:
            teller.set_latency(USUAL_LATENCY_MS)
        self._say("整理数据库")
        _tidy()
        self._say(f"安居镇建好了，共用时 {int(time.monotonic() - began)} 秒")

    def _hall(self, hall: Hall) -> None:
        world = World(bank=bank(), teller=TownTeller(), progress=self._progress)
        with inside(hall.code):
            try:
                build_hall(hall=hall, world=world, rosters=rosters_of(hall))
            except BankDisagrees as refused:
                raise CommandError(
                    f"银行的账与本镇对不上：{refused}。"
                    "请把数据库与 var/simulators 一并清空后重建。"
                ) from refused

    def _progress(self, percent: int, words: str) -> None:
        self._say(f"{MARK}{percent} {words}")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def rosters_of(hall: Hall) -> Path:
    """Where the hall's payroll lists lie."""
    return Path(settings.VAR) / "rosters" / hall.code


def _name(hall: Hall) -> str:
    return str(profile(hall.code).value("hall.name", on=date(OPENED_ON.year, 1, 1)))


def _stands(hall: Hall) -> bool:
    if hall.code not in active_codes():
        return False
    with inside(hall.code):
        return is_built()


def _finish_clerks(hall: Hall) -> None:
    """A town built before the staff had second factors gets them, and its administrators."""
    with inside(hall.code):
        hire_clerks(hall=hall, on=business_day())
        give_keys(hall=hall, now=timezone.now())


def _tidy() -> None:
    """So much is new that the planner should know of it before the first visitor comes."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
