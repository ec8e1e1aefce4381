"""A base changes once a year, however many ask for it at the same moment (X-24)."""

from collections import Counter
from functools import partial

import pytest

from anju.contributions.models import BaseChange, Line, Register
from anju.contributions.registers.base_year import BaseChangedThisYear, use_up_base_changes
from anju.contributions.registers.edit_register import (
    Edit,
    Entry,
    RegisterClosed,
    RegisterMoved,
    put_line,
)
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import (
    LinesTurned,
    NothingToSubmit,
    submit_register,
)
from anju.people.models import AccountEvent, Employer
from faults.rivals import mill, together
from people_of_the_town import TODAY, change

KIND = Register.Kind


def draft_with_a_base(at: Employer, kind: Register.Kind, base_fen: int) -> Edit:
    """A draft of a kind in which the first of the staff gets this base, as it is seen."""
    register = open_register(employer=at, by="赵会计", kind=kind)
    who = at.accounts.select_related("member").order_by("pk").first()
    assert who is not None
    entry = Entry(
        Line.Kind.BASE, who.member.name, who.member.identity_number, base_fen=base_fen
    )
    seen = Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")
    assert put_line(edit=seen, entry=entry).faults == []
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


@pytest.mark.rows("X-24")
def test_of_twenty_deeds_that_want_the_years_change_one_has_it(jian: str) -> None:
    at = mill()
    account = at.accounts.order_by("pk").values_list("pk", flat=True)[0]
    answers = together(
        jian,
        [
            partial(
                use_up_base_changes,
                employer=at,
                accounts=[account],
                change=change(source=f"BG{number}"),
            )
            for number in range(20)
        ],
    )
    assert Counter(type(answer) for answer in answers) == {
        type(None): 1,
        BaseChangedThisYear: 19,
    }
    assert BaseChange.objects.filter(account=account).count() == 1
    BaseChange.objects.filter(account=account).delete()


@pytest.mark.rows("X-24", "X-26")
def test_twenty_requests_over_two_registers_change_a_base_once(jian: str) -> None:
    at = mill()
    account = at.accounts.order_by("pk").values_list("pk", flat=True)[0]
    keyed = draft_with_a_base(at, KIND.BASES, 700_000)
    mixed = draft_with_a_base(at, KIND.CHANGES, 800_000)
    answers = together(
        jian, [partial(submit_register, edit=edit) for edit in (keyed, mixed) * 10]
    )
    told = Counter(type(answer) for answer in answers)
    assert told[Register] == 1
    assert set(told) <= {
        Register,
        RegisterClosed,
        RegisterMoved,
        LinesTurned,
        NothingToSubmit,
        BaseChangedThisYear,
    }
    assert AccountEvent.objects.filter(account=account, kind="10").count() == 1
    won = next(answer for answer in answers if isinstance(answer, Register))
    [used] = BaseChange.objects.filter(account=account)
    assert (used.nth, used.fund_year, used.source) == (1, 2026, won.number)
