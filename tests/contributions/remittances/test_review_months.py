"""A register and a remittance of one employer meet: whose month is it, and who waits."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.contributions.remittances.test_remit import NOW, REALTIME, bank_pays, remit
from tests.people_of_the_town import (
    JULY,
    TODAY,
    FakeBank,
    employer,
    identity,
    opening,
    staff,
)

from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Line, Register
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import MonthMoved, submit_register
from anju.contributions.remittances.due import MonthNotNext
from anju.contributions.remittances.remit import StillProcessing
from anju.ground.calendar import Month
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.employers.checks import EmployerNotPaying
from anju.people.models import Employer, FundAccount

AUGUST = Month(2026, 8)


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def edit(register: Register) -> Edit:
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


def seal_of(order: int, name: str) -> Entry:
    return Entry(Line.Kind.SEAL, name, identity(order))


def paid_while_a_draft_stands(mill: Employer) -> Register:
    """July goes to the bank, then a change is keyed, then the bank pays."""
    remit(mill)
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=seal_of(1, "王芳"))
    bank_pays(FakeBank())
    return register


def test_no_change_takes_effect_while_its_month_is_at_the_bank(mill: Employer) -> None:
    remit(mill)
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=seal_of(1, "王芳"))
    with pytest.raises(StillProcessing, match="清册已为您保留"):
        submit_register(edit=edit(register))
    assert mill.accounts.filter(state=FundAccount.State.SEALED).count() == 0


def test_a_draft_whose_month_was_paid_says_so_and_moves_on(mill: Employer) -> None:
    register = paid_while_a_draft_stands(mill)
    with pytest.raises(MonthMoved, match="2026 年 8 月"):
        submit_register(edit=edit(register))
    assert not mill.accounts.filter(state=FundAccount.State.SEALED).exists()
    submit_register(edit=edit(register))
    event = mill.accounts.get(member__name="王芳").events.latest("id")
    assert (event.kind, event.month) == ("05", AUGUST)


def test_a_line_keyed_into_a_stale_draft_is_judged_for_the_open_month(mill: Employer) -> None:
    register = paid_while_a_draft_stands(mill)
    line = put_line(edit=edit(register), entry=seal_of(2, "李伟"))
    register.refresh_from_db()
    assert (line.faults, register.month) == ([], AUGUST)


def test_a_draft_that_is_opened_again_shows_the_open_month(mill: Employer) -> None:
    stale = open_register(employer=mill, by="赵会计")
    remit(mill)
    bank_pays(FakeBank())
    mill.refresh_from_db()
    again = open_register(employer=mill, by="赵会计")
    assert (again.pk, again.month, again.version) == (stale.pk, AUGUST, stale.version + 1)


def test_who_books_and_who_submits_take_their_locks_in_one_order(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=NOW)
    with CaptureQueriesContext(
        connection,
    ) as said:
        allot_settled_money(today=TODAY)
    deeds = [query["sql"] for query in said.captured_queries]
    employer_at = next(
        place
        for place, sql in enumerate(deeds)
        if "people_employer" in sql and "FOR NO KEY UPDATE" in sql
    )
    remittance_at = next(
        place
        for place, sql in enumerate(deeds)
        if sql.startswith('UPDATE "contributions_remittance"')
    )
    assert employer_at < remittance_at


@pytest.mark.parametrize("state", [Employer.State.CLOSED, Employer.State.SEALED])
def test_a_closed_or_sealed_employer_neither_pays_nor_changes(mill: Employer, state) -> None:
    register = open_register(employer=mill, by="赵会计")
    Employer.objects.filter(pk=mill.pk).update(state=state)
    mill.refresh_from_db()
    with pytest.raises(EmployerNotPaying, match="市直管理部柜台"):
        remit(mill, JULY, by=REALTIME)
    with pytest.raises(EmployerNotPaying):
        submit_prepayment(
            employer=mill, amount_fen=100, note="", intent="p", today=TODAY, by="赵会计"
        )
    with pytest.raises(EmployerNotPaying):
        book_cheque(
            employer=mill, amount_fen=100, cheque_number="30504410", today=TODAY, by="财务科"
        )
    put_line(edit=edit(register), entry=seal_of(1, "王芳"))
    with pytest.raises(EmployerNotPaying):
        submit_register(edit=edit(register))


def test_a_month_before_the_first_is_not_said_to_be_paid(mill: Employer) -> None:
    with pytest.raises(MonthNotNext, match="从 2026 年 7 月起缴存"):
        remit(mill, Month(2026, 5))
