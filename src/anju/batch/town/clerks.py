"""The center's own people in the town: four at the counter, three who keep the house."""

import base64
import hashlib
from datetime import date, datetime

from anju.batch.town.passwords import password_of
from anju.batch.town.plan import Hall
from anju.ground.invented import make_identity_number
from anju.identity.models import Credential, Holder, Totp
from anju.identity.passwords.set_password import set_password
from anju.people.models import Staff
from anju.policy.rules import value

CLERKS = (
    ("1001", "孙柜员", Staff.Role.CLERK),
    ("2001", "李主管", Staff.Role.MANAGER),
    ("3001", "周财务", Staff.Role.FINANCE),
    ("9001", "吴系统", Staff.Role.SYSTEM_ADMIN),
    ("9002", "郑安全", Staff.Role.SECURITY_ADMIN),
    ("9003", "冯审计", Staff.Role.AUDITOR),
    # What one clerk takes in at the desk is received by another, and reviewed by a third.
    ("1002", "钱柜员", Staff.Role.CLERK),
)
BORN_ON = date(1971, 2, 3)


def hire_clerks(*, hall: Hall, on: date) -> None:
    """Everybody's account with his identity number; who is there already is left as he is."""
    branch = value("hall.branches", on=on)[0].name
    for place, (login, name, role) in enumerate(CLERKS):
        clerk, _ = Staff.objects.get_or_create(
            login=login, defaults={"name": name, "role": role, "branch": branch}
        )
        if not clerk.identity_number:
            clerk.identity_number = make_identity_number(hall.region, BORN_ON, 900 + place)
            clerk.save(update_fields=["identity_number"])


def give_keys(*, hall: Hall, now: datetime) -> None:
    """A password and a secret of one-time codes for each who has none, as the book tells."""
    for login, _, _ in CLERKS:
        clerk = Staff.objects.get(login=login)
        own = {"holder": Holder.STAFF, "holder_id": clerk.pk}
        if Totp.objects.filter(**own).exists() and Credential.objects.filter(**own).exists():
            continue
        set_password(
            holder=Holder.STAFF,
            holder_id=clerk.pk,
            password=staff_password(hall, login),
            now=now,
        )
        Totp.objects.get_or_create(
            **own, defaults={"secret": totp_secret(hall, login), "confirmed_at": now}
        )


def staff_password(hall: Hall, login: str) -> str:
    """A clerk's password: twelve characters and more, as the staff's must be."""
    return f"{password_of(hall.code, 'staff', login)}-Tea"


def totp_secret(hall: Hall, login: str) -> str:
    """A clerk's secret of one-time codes, always the same, so that scripts can compute them."""
    digest = hashlib.sha256(f"totp/{hall.code}/{login}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()
