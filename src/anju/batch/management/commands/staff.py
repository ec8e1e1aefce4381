"""`bin/anju staff`: a center's first administrators; in a demo also the code of this minute."""

from argparse import ArgumentParser
from typing import Any

import pyotp
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from anju.batch.town.clerks import totp_secret
from anju.batch.town.plan import halls
from anju.centers.clock.day import business_day
from anju.centers.current import inside
from anju.documents.print_slip import print_slip
from anju.ground.errors import Refusal
from anju.identity.counter.keep_staff import first_slip
from anju.people.models import Staff, StaffGrant
from anju.people.staff.hire_staff import Newcomer, hire_staff
from anju.people.staff.roles import ADMINISTRATORS
from anju.policy.rules import value

BY = "installation"


class Command(BaseCommand):
    help = "Name a center's first administrators; each gets a sealed slip. Later ones are hired"
    help += " and granted at the counter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        code = deeds.add_parser("code", help="the one-time code of one of the demo's staff")
        code.add_argument("center")
        code.add_argument("login")
        first = deeds.add_parser("first", help="name the first of the three administrators")
        first.add_argument("center")
        first.add_argument("role", choices=[str(role) for role in ADMINISTRATORS])
        first.add_argument("login")
        first.add_argument("name")
        first.add_argument("identity_number")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["deed"] == "code":
            self.stdout.write(_code(options["center"], options["login"]))
            return
        with inside(options["center"]), transaction.atomic():
            if Staff.objects.filter(role=options["role"], active=True).exists():
                raise CommandError("这个岗位已有人，请由安全管理员在柜面授权。")
            try:
                self.stdout.write(_name_first(options))
            except Refusal as refused:
                raise CommandError(refused.sentence) from refused


def _code(center: str, login: str) -> str:
    """As an app shows it; only in a demo, whose secrets stand in its book anyway."""
    if not settings.DEMO:
        raise CommandError("动态口令只在本人的设备上。")
    hall = next(hall for hall in halls() if hall.code == center)
    return str(pyotp.TOTP(totp_secret(hall, login)).at(timezone.now()))


def _name_first(options: dict[str, Any]) -> str:
    now, today = timezone.now(), business_day()
    staff = hire_staff(
        newcomer=Newcomer(
            login=options["login"],
            name=options["name"],
            identity_number=options["identity_number"],
            branch=value("hall.branches", on=today)[0].name,
        ),
        today=today,
        by=BY,
    )
    staff.role = options["role"]
    staff.save(update_fields=["role"])
    StaffGrant.objects.create(
        staff=staff, role=staff.role, since=today, granted_at=now, reason="系统安装"
    )
    slip = first_slip(staff=staff, by=BY, reason="首次发放", now=now)
    number = print_slip(name=slip.name, for_what="柜面系统首次登录", code=slip.code, now=now)
    return f"{staff.login} {staff.name}：密封函 {number} 已送打印机，24 小时内有效。"
