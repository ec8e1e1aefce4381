"""王芳 in the hall with a proof just given, and what was written to telephones."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anju.identity.models import Holder, Visit
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.notices.models import Message
from anju.people.models import Member


def enter(hall: Client, member: Member) -> Client:
    """The hall with this member signed in just now."""
    session = hall.session
    visit = begin_visit(
        guest=Guest(Holder.MEMBER, member.pk),
        strength=Visit.Strength.PASSWORD,
        address="203.0.113.7",
        device="Mozilla/5.0 (Windows NT 10.0) Chrome/140",
        session_key=str(session.session_key),
        now=timezone.now(),
    )
    session["holder"], session["visit"] = "member", visit.pk
    session.save()
    return hall


@pytest.fixture
def fang(wang: Member) -> Member:
    """王芳, whose mobile is proven."""
    wang.mobile_proven_at = timezone.now()
    wang.save(update_fields=["mobile_proven_at"])
    return wang


@pytest.fixture
def inside_hall(hall: Client, fang: Member) -> Client:
    """王芳 signed in just now."""
    return enter(hall, fang)


@pytest.fixture
def stale() -> Callable[[], None]:
    """Lets the last proof be an hour old, and the visit still alive."""

    def ages() -> None:
        Visit.objects.update(proven_at=timezone.now() - timedelta(hours=1))

    return ages


def told(mobile: str) -> str:
    """Everything written to a number, the last first."""
    found = Message.objects.filter(to_index=mobile).order_by("-id")
    return "\n".join(message.text for message in found)


def code_to(mobile: str) -> str:
    """The last code sent to a number."""
    found = re.search(r"验证码 (\d{6})", told(mobile))
    assert found is not None, told(mobile)
    return found[1]
