"""单位申请 at the counter: an officer acts on what he has had open, and on nothing else."""

import re

import pytest
from django.test import Client
from tests.contributions.unit.conftest import VOTE, applies, zhao  # noqa: F401
from tests.staff_of_the_town import at_counter

from anju.cases.digest import keep_version
from anju.cases.models import Case
from anju.contributions.unit.kinds import Kind
from anju.people.models import Staff

MONTHS = {"first_month": "2026-07", "last_month": "2026-12"}


@pytest.fixture
def case(applies) -> Case:  # noqa: F811
    """赵会计 asks for a deferral."""
    return applies(Kind.DEFERRAL, **VOTE, **MONTHS)


def open_next(window: Client) -> str:
    """领取下一件, and what the page says was seen."""
    answer = window.post("/counter/applications/next", follow=True)
    return re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]


def test_what_was_open_is_kept_with_the_step(hall: Client, case: Case) -> None:
    window = at_counter("0001", "clerk", name="陈柜员")
    seen = open_next(window)
    window.post(
        f"/counter/applications/{case.number}/step",
        {"step": "accept", "opinion": "材料齐全", "seen": seen},
    )
    case.refresh_from_db()
    assert case.state == "reviewing"
    assert case.steps.get(kind="accepted").seen == seen == case.digest


def test_nothing_is_decided_on_a_page_that_was_not_open(hall: Client, case: Case) -> None:
    window = at_counter("0001", "clerk", name="陈柜员")
    open_next(window)
    answer = window.post(
        f"/counter/applications/{case.number}/step", {"step": "accept", "opinion": "材料齐全"}
    )
    assert answer.status_code == 422
    assert "请核对变化后再办理" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == "waiting"


def test_an_application_that_changed_meanwhile_is_looked_at_again(
    hall: Client, case: Case
) -> None:
    window = at_counter("0001", "clerk", name="陈柜员")
    seen = open_next(window)
    case.refresh_from_db()
    case.amount_fen = 1
    case.save()
    keep_version(case)
    answer = window.post(
        f"/counter/applications/{case.number}/step",
        {"step": "accept", "opinion": "材料齐全", "seen": seen},
    )
    assert answer.status_code == 422
    assert "有变化（金额）" in answer.content.decode()


def test_a_managers_stage_is_not_decided_by_who_is_a_clerk_by_now(
    hall: Client, case: Case
) -> None:
    window = at_counter("0001", "clerk", name="陈柜员")
    seen = open_next(window)
    step = f"/counter/applications/{case.number}/step"
    window.post(step, {"step": "accept", "opinion": "材料齐全", "seen": seen})
    second = at_counter("0002", "manager", name="周主管")
    seen = open_next(second)
    Staff.objects.filter(login="0002").update(role=Staff.Role.CLERK)
    answer = second.post(step, {"step": "approve", "opinion": "同意", "seen": seen})
    assert answer.status_code == 422
    assert "您的岗位不办理这一步" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == "reviewing"
