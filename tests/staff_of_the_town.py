"""People who work for the center, with a password, one-time codes, and the way to the desk."""

from datetime import UTC, date, datetime

import pyotp
from django.test import Client
from django.utils import timezone

from anju.ground.invented import make_identity_number
from anju.identity.models import Holder, Totp
from anju.identity.passwords.set_password import set_password
from anju.people.models import Staff

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STAFF_PASSWORD = "Weave-9-yards"


def clerk(
    login: str,
    role: str,
    *,
    name: str = "王某某",
    identity_number: str | None = None,
    password_set_at: datetime | None = None,
) -> Staff:
    """Somebody who works for the center, with the tests' password and one-time codes."""
    made = Staff.objects.create(
        login=login,
        name=name,
        role=role,
        branch="市直管理部",
        identity_number=own_identity(login) if identity_number is None else identity_number,
    )
    set_password(
        holder=Holder.STAFF,
        holder_id=made.pk,
        password=STAFF_PASSWORD,
        now=password_set_at or timezone.now(),
    )
    Totp.objects.create(
        holder=Holder.STAFF,
        holder_id=made.pk,
        secret=SECRET,
        confirmed_at=datetime(2026, 7, 1, tzinfo=UTC),
    )
    return made


def own_identity(login: str) -> str:
    """The identity number of the clerk with this 工号."""
    return make_identity_number("411502", date(1985, 5, 5), int(login) % 997)


def code_now(*, later: int = 0) -> str:
    """The code of this half minute, or of a later one, as the clerk's app shows it."""
    return str(pyotp.TOTP(SECRET).at(timezone.now(), counter_offset=later))


def sign_in(window: Client, login: str) -> Client:
    """Come in by password and code."""
    half = window.post("/counter/sign-in", {"login": login, "password": STAFF_PASSWORD})
    assert half.status_code == 302, half.content.decode()
    answer = window.post("/counter/second-factor", {"code": code_now()})
    assert answer.status_code == 302, answer.content.decode()
    return window


def at_counter(login: str, role: str, **more: str) -> Client:
    """A counter of 信阳 with this clerk signed in."""
    clerk(login, role, **more)
    window = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.9")
    return sign_in(window, login)
