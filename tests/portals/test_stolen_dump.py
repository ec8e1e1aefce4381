"""Whoever steals a dump of a center learns nobody's identity number, mobile, card or code."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import TODAY, identity
from tests.portals.employer.registers.test_upload_pages import hand_in
from tests.staff_of_the_town import at_counter
from tests.walking import walk

from anju.contributions.models import Line
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.ground.invented import make_bank_card, make_mobile
from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.pages import Pages
from anju.identity.enrolment.facts import Facts
from anju.identity.enrolment.knock import knock
from anju.identity.models import Knock
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.models import Agent, Employer, Member, Proposal

pytestmark = pytest.mark.django_db
NEW_MOBILE, CARD, BAD = "13711112222", make_bank_card(5), identity(77)[:17]


def test_a_dump_of_a_lived_in_center_names_nobody(
    desk: Client, mill: Employer, wang: Member, settings, tmp_path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    _a_busy_day(desk, mill, wang)
    known = _numbers()
    assert len(known) > 10
    loud = [
        (table, number)
        for table, dump in _dumps()
        for number in known
        if number in dump or number.encode().hex() in dump
    ]
    assert loud == []


def _a_busy_day(desk: Client, mill: Employer, wang: Member) -> None:
    """A roster with good and bad rows, searches, walks, denials, letters and corrections."""
    hand_in(
        desk, ["王芳", identity(1), "9000"], ["周燕", identity(50), "7000"], ["李", BAD, "1"]
    )
    read_waiting_uploads(today=TODAY)
    assert Line.objects.count() > 2
    for words in (identity(1), wang.mobile):
        desk.post("/employer/members", {"q": words})
    list(walk(desk, "/employer/"))
    stranger = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.8")
    for name in (wang.identity_number, wang.mobile, CARD):
        stranger.post("/my/sign-in", {"name": name, "password": "wrong-word-1"})
        stranger.post(
            "/employer/sign-in",
            {"number": mill.number, "identity_number": name, "password": "wrong-word-1"},
        )
        stranger.post("/counter/sign-in", {"login": name, "password": "wrong-word-1"})
        stranger.get(f"/my/{name}")
    _letters(mill, wang)
    list(walk(at_counter("1009", "clerk", identity_number=identity(60)), "/counter/"))


def _letters(mill: Employer, wang: Member) -> None:
    now = timezone.now()
    for number, mobile in ((wang.identity_number, wang.mobile), (identity(78), NEW_MOBILE)):
        for kind in Knock.Kind:
            knock(
                kind=kind,
                facts=Facts("王芳", number, mobile),
                session=f"session of {kind}",
                address="203.0.113.9",
                today=TODAY,
                now=now,
            )
    ask_for_correction(
        member=wang,
        employer=mill,
        field=Proposal.Field.MOBILE,
        value=NEW_MOBILE,
        by="赵会计",
        pages=Pages("https://a.example/d", "https://a.example/c"),
        now=now + timedelta(hours=1),
    )
    write_message(
        to=wang.mobile, text=f"您的手机 {wang.mobile}", kind=Message.Kind.SECURITY, now=now
    )


def _numbers() -> set[str]:
    """Every number of a person that this center has come to know today."""
    known = {identity(50), identity(78), identity(60), BAD, NEW_MOBILE, CARD}
    for model in (Member, Agent):
        for one in model.objects.all():
            known |= {one.identity_number, one.mobile}
    known |= {line.identity_number for line in Line.objects.all()}
    known |= {make_mobile(order) for order in (1, 2)}
    return {number for number in known if number}


def _dumps() -> list[tuple[str, str]]:
    """Every table of the center and of the installation as pg_dump writes it, and sessions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('xinyang', 'public') ORDER BY 1, 2"
        )
        tables = cursor.fetchall()
        dumps = []
        for schema, table in tables:
            with cursor.copy(f'COPY (SELECT * FROM "{schema}"."{table}") TO STDOUT') as copy:
                dumps.append((table, b"".join(bytes(part) for part in copy).decode()))
    sessions = [json.dumps(row.get_decoded()) for row in Session.objects.all()]
    return [*dumps, ("sessions", "\n".join(sessions))]
