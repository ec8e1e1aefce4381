"""Many small withdrawals are one large one: thirty days count together (security E4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.people_of_the_town import TODAY
from tests.withdrawals.conftest import NOON, ask, bank_answers
from tests.withdrawals.test_hours_and_limits import FEE, city

from anju.cases.actors import member_acts
from anju.payments.models import Order
from anju.people.models import Member
from anju.policy.rules import value
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.judging import limits
from anju.withdrawals.models import Withdrawal

__all__ = ["city"]


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch, city) -> None:
    """楚雄, where 800.00 in thirty days need nobody's look."""
    city("chuxiong")

    def lower(key: str, **how: Any) -> Any:
        return 80_000 if key == "withdrawal.thirty_day_limit_fen" else value(key, **how)

    monkeypatch.setattr(limits, "value", lower)


@pytest.mark.usefixtures("low", "card")
def test_the_third_split_goes_to_two_officers(wang: Member) -> None:
    states = []
    for place in range(3):
        fee = replace(FEE, told={"cost": f"{300 + place}.00"})
        states.append(ask(wang, fee, intent=f"form-{place}").state)
        bank_answers()
    assert states == ["paying", "paying", "reviewing"]
    assert Order.objects.filter(purpose="withdrawal").count() == 2


@pytest.mark.usefixtures("low", "card")
def test_what_was_taken_back_leaves_no_trace_in_the_sum(wang: Member) -> None:
    large = replace(FEE, told={"cost": "900.00"})
    made = ask(wang, large, intent="large")
    assert made.state == "reviewing"
    cancel(member=wang, number=made.number, by=member_acts(wang), today=TODAY, now=NOON)
    assert ask(wang, FEE, intent="small").state == "paying"
    assert Withdrawal.objects.count() == 2
