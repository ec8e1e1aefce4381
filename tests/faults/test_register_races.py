"""Two agents, and one impatient one, over one register (fault F17)."""

from collections import Counter
from functools import partial

import pytest

from anju.contributions.models import Line, Register, Remittance
from anju.contributions.registers.edit_register import (
    Edit,
    Entry,
    RegisterClosed,
    RegisterMoved,
    put_line,
)
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.remittances.remit import (
    RegisterPending,
    StillProcessing,
    submit_remittance,
)
from anju.people.models import AccountEvent, Employer
from faults.month import settle
from faults.rivals import form, mill, somebody, together
from people_of_the_town import JULY, TODAY, FakeBank


def edit(register: Register, by: str = "赵会计") -> Edit:
    return Edit(register=register.pk, version=register.version, today=TODAY, by=by)


def joiner() -> Entry:
    person = somebody()
    return Entry(
        kind=Line.Kind.OPEN,
        name=person.name,
        identity_number=person.identity_number,
        base_fen=600_000,
    )


@pytest.fixture
def draft(jian: str) -> Register:
    """A draft with one good line, as the next agent would read it."""
    register = open_register(employer=mill(), by="赵会计")
    line = put_line(edit=edit(register), entry=joiner())
    assert line.faults == []
    return Register.objects.get(pk=register.pk)


@pytest.mark.rows("X-18")
def test_twenty_agents_who_open_a_register_share_one(jian: str) -> None:
    at = mill()
    answers = together(jian, [partial(open_register, employer=at, by="赵会计")] * 20)
    assert len({answer.pk for answer in answers}) == 1


def test_of_ten_edits_of_one_version_one_is_kept_and_nine_are_told(
    jian: str, draft: Register
) -> None:
    entries = [joiner() for _ in range(10)]
    answers = together(
        jian, [partial(put_line, edit=edit(draft), entry=entry) for entry in entries]
    )
    assert Counter(type(answer) for answer in answers) == {Line: 1, RegisterMoved: 9}
    assert draft.lines.count() == 2
    assert Register.objects.get(pk=draft.pk).version == draft.version + 1


def test_a_register_submitted_twenty_times_takes_effect_once(
    jian: str, draft: Register
) -> None:
    answers = together(jian, [partial(submit_register, edit=edit(draft))] * 20)
    told = Counter(type(answer) for answer in answers)
    assert told[Register] == 1
    assert told[RegisterClosed] + told[RegisterMoved] == 19
    assert AccountEvent.objects.filter(source=draft.number).count() == 1
    assert draft.employer.accounts.count() == 3


def test_who_edits_while_another_submits_loses_no_line(jian: str, draft: Register) -> None:
    for _ in range(5):
        register = Register.objects.get(
            pk=open_register(employer=draft.employer, by="赵会计").pk
        )
        if not register.lines.exists():
            put_line(edit=edit(register), entry=joiner())
            register.refresh_from_db()
        before = draft.employer.accounts.count()
        submitted, edited = together(
            jian,
            [
                partial(submit_register, edit=edit(register)),
                partial(put_line, edit=edit(register, "钱会计"), entry=joiner()),
            ],
        )
        after = draft.employer.accounts.count()
        register.refresh_from_db()
        if isinstance(submitted, Register):
            # The editor was told; what was submitted is what the submitter had seen.
            assert type(edited) in (RegisterClosed, RegisterMoved)
            assert after - before == register.lines.count()
        else:
            assert isinstance(edited, Line)
            assert (after, register.state) == (before, "draft")


def test_a_month_paid_while_its_register_is_submitted_has_the_roll_of_before_or_after(
    jian: str, draft: Register
) -> None:
    at = draft.employer
    two, three = 2 * 144_000, 3 * 144_000

    def remit(fen: int) -> Remittance:
        return submit_remittance(
            employer=Employer.objects.get(pk=at.pk),
            until=JULY,
            method=Remittance.Method.REALTIME,
            expected_fen=fen,
            intent=form(),
            today=TODAY,
            by="钱会计",
        )

    answers = together(
        jian,
        [
            partial(submit_register, edit=edit(draft)),
            *(partial(remit, fen) for fen in (two, three) * 4),
        ],
    )
    paid = [answer for answer in answers if isinstance(answer, Remittance)]
    assert len(paid) <= 1
    for remittance in paid:
        # A draft that waits keeps the month shut, so only the whole register can be in it.
        assert (remittance.heads, remittance.total_fen) == (3, three)
    told = {type(answer) for answer in answers[1:]} - {Remittance}
    assert {RegisterPending, StillProcessing} & told
    settle(FakeBank())
