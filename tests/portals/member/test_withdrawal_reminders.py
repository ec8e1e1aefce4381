"""到期提醒我 on 可提全景: set, taken back, refused where there is nothing to wait for."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.people_of_the_town import opening, staff
from tests.portals.conftest import enrolled
from tests.portals.member.conftest import enter
from tests.portals.member.withdrawing import ALL, RENT, clock, errors_in, room, saver, text

from anju.people.models import Employer, Member
from anju.withdrawals.reminders.ask_reminder import reminders_of

__all__ = ["clock", "room", "saver"]
RETIRE = "/my/withdrawals/reasons/retirement"


def row_of(shown: str, reason: str) -> str:
    return shown.partition(f'id="r-{reason}"')[2].partition("</details>")[0]


def test_it_is_offered_where_one_must_wait_and_nowhere_else(room: Client) -> None:
    shown = text(room.get(ALL))
    assert "到期提醒我" in row_of(shown, "retirement")
    assert "到期提醒我" not in row_of(shown, "rent")
    assert "到期提醒我" not in text(room.get(f"{ALL}?if=leave"))
    assert "到期提醒我" in text(room.get(RETIRE))


def test_it_is_set_and_taken_back(room: Client, saver: Member) -> None:
    done = room.post(f"{RETIRE}/reminder", follow=True)
    assert done.redirect_chain[0][0].endswith("#r-retirement")
    assert "可以办理的那天，我们在消息里提醒您" in text(done)
    row = row_of(text(done), "retirement")
    assert ("不用提醒了" in row, "可以办理时提醒您" in row) == (True, True)
    assert reminders_of(member=saver) == {"retirement"}
    gone = room.post(f"{RETIRE}/reminder-removal", follow=True)
    assert "已取消，不再提醒" in text(gone)
    assert reminders_of(member=saver) == frozenset()


def test_for_what_is_possible_already_it_says_so(room: Client, saver: Member) -> None:
    refused = room.post(f"{RENT}/reminder")
    assert refused.status_code == 422
    assert "“租房提取”现在就可以办理" in errors_in(refused)
    assert reminders_of(member=saver) == frozenset()


@pytest.mark.parametrize("part", ["reminder", "reminder-removal"])
def test_no_look_changes_anything_and_a_word_that_is_no_reason_is_no_page(
    room: Client, part: str
) -> None:
    assert room.get(f"{RETIRE}/{part}").status_code == 405
    assert room.post(f"/my/withdrawals/reasons/nonsense/{part}").status_code == 404


def test_everybody_takes_back_his_own_alone(
    room: Client, saver: Member, mill: Employer
) -> None:
    room.post(f"{RETIRE}/reminder")
    staff(mill, opening(3, "孙七"))
    other = enter(room, enrolled(Member.objects.get(name="孙七")))
    other.post(f"{RETIRE}/reminder-removal")
    assert reminders_of(member=saver) == {"retirement"}
