"""A person's file: a reason before anything is shown, masks, and who has looked is kept."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import identity
from tests.staff_of_the_town import at_counter

from anju.audit.looks import MOST_AN_HOUR, looks_at
from anju.audit.models import Look
from anju.people.models import Appointment, Member, MobileRequest, Staff

WHY = {"kind": "member", "reason": "service", "words": "本人来办面签"}


@pytest.fixture
def window(hall: Client, wang: Member) -> Client:
    """A clerk's counter."""
    return at_counter("0301", Staff.Role.CLERK)


def ask(window: Client, number: str, **changes: str):
    return window.post("/counter/person", {**WHY, "number": number, **changes})


def test_a_file_opens_after_a_reason_and_shows_masks(window: Client, wang: Member) -> None:
    answer = ask(window, wang.identity_number)
    assert answer["Location"] == "/counter/person/file"
    shown = window.get("/counter/person/file").content.decode()
    assert wang.identity_number not in shown
    assert wang.mobile not in shown
    assert wang.name not in shown
    assert f"{wang.mobile[:3]}****{wang.mobile[-4:]}" in shown
    assert "本人来办面签" in shown
    seen = looks_at(wang.pk).get()
    assert (seen.actor_name, seen.branch) == ("王某某", "市直管理部")
    assert seen.get_reason_display() == "本人到柜台办理业务"
    assert seen.shown == Look.Shown.MASKED


def test_whole_numbers_are_a_second_act_that_is_recorded_again(
    window: Client, wang: Member
) -> None:
    ask(window, wang.identity_number)
    assert window.get("/counter/person/whole").status_code == 405
    shown = window.post("/counter/person/whole").content.decode()
    assert wang.identity_number in shown
    assert wang.mobile in shown
    assert [one.shown for one in looks_at(wang.pk)] == ["whole", "masked"]
    assert wang.identity_number not in window.get("/counter/person/file").content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "选择查看事由"),
        ({"reason": "curiosity"}, "选择查看事由"),
        ({"words": "看看"}, "至少 4 个字"),
        ({"words": "      "}, "至少 4 个字"),
    ],
)
def test_without_a_reason_nothing_is_shown(
    window: Client, wang: Member, changes: dict[str, str], sentence: str
) -> None:
    answer = ask(window, wang.identity_number, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Look.objects.filter(holder="member").exists()
    assert window.get("/counter/person/file")["Location"] == "/counter/person"


@pytest.mark.parametrize("typed", ["王芳", "4115", "%", "", "4" * 100_000])
def test_nobody_is_found_by_a_name_or_a_part(window: Client, typed: str) -> None:
    answer = ask(window, typed)
    assert answer.status_code == 422
    assert "没有找到" in answer.content.decode()
    assert Look.objects.get().holder == Look.Holder.NOBODY


def test_an_account_number_finds_its_member(window: Client, wang: Member) -> None:
    assert ask(window, wang.accounts.get().number).status_code == 302


def test_an_agent_is_found_by_his_identity_number(window: Client, agent: Appointment) -> None:
    ask(window, agent.agent.identity_number, kind="agent")
    shown = window.get("/counter/person/file").content.decode()
    assert "申城纺织有限公司" in shown
    assert agent.agent.identity_number not in shown
    assert window.get("/counter/person/face-sign")["Location"] == "/counter/person"


def test_nothing_about_the_person_stands_in_an_address(window: Client, wang: Member) -> None:
    ask(window, wang.identity_number)
    shown = window.get("/counter/person/file").content.decode()
    links = [part.split('"')[0] for part in shown.split('href="')[1:]]
    for part in (wang.identity_number, wang.mobile, str(wang.accounts.get().number)):
        assert not any(part in link for link in links)


def test_a_clerk_does_not_open_himself(hall: Client, wang: Member) -> None:
    window = at_counter("0303", Staff.Role.CLERK, identity_number=wang.identity_number)
    answer = ask(window, wang.identity_number)
    assert answer.status_code == 422
    assert "本人" in answer.content.decode()
    assert not looks_at(wang.pk).exists()


def test_sixty_looks_an_hour_without_a_case_are_enough(window: Client, wang: Member) -> None:
    staff = Staff.objects.get(login="0301")
    ask(window, wang.identity_number)
    first = Look.objects.get()
    for _ in range(MOST_AN_HOUR - 1):
        first.pk = None
        first.save(force_insert=True)
    answer = ask(window, wang.identity_number)
    assert answer.status_code == 422
    assert "60 次" in answer.content.decode()
    invented = ask(window, wang.identity_number, case="TQ20261118000231")
    assert "没有这个办件号" in invented.content.decode()
    MobileRequest.objects.create(
        number="GM2026111812345678",
        member=wang,
        mobile="13912345678",
        reason="手机遗失",
        asked_by=staff,
        asked_at=timezone.now(),
    )
    assert ask(window, wang.identity_number, case="gm2026111812345678").status_code == 302
    assert Look.objects.filter(actor=f"staff/{staff.pk}").count() == MOST_AN_HOUR + 1


def test_a_closed_file_is_closed(window: Client, wang: Member) -> None:
    ask(window, wang.identity_number)
    window.post("/counter/person/close")
    assert window.get("/counter/person/file")["Location"] == "/counter/person"
    assert window.post("/counter/person/whole")["Location"] == "/counter/person"


@pytest.mark.parametrize("deed", ["UPDATE audit_look SET words = ''", "DELETE FROM audit_look"])
def test_the_application_can_not_change_what_was_looked_at(
    window: Client, wang: Member, deed: str
) -> None:
    ask(window, wang.identity_number)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)
    assert looks_at(wang.pk).exists()


def test_scripts_in_the_reason_stay_text(window: Client, wang: Member) -> None:
    ask(window, wang.identity_number, words="<script>alert(1)</script>")
    assert "<script>alert" not in window.get("/counter/person/file").content.decode()


def test_an_unknown_identity_number_is_not_told_apart_from_none(window: Client) -> None:
    unknown = ask(window, identity(777)).content.decode()
    assert "没有找到" in unknown
