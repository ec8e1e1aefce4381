"""An officer asks that a loan, or the bank's word of its state, be written down (贷款登记)."""

from __future__ import annotations

from datetime import date

from django.db import connection

from anju.audit.record import record
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.four_eyes import check_not_own
from anju.withdrawals.loan_records.record_loan import LoanFacts, check_not_known
from anju.withdrawals.models import LoanDeed, LoanRecord


def ask_loan(*, borrower: Member, facts: LoanFacts, by: Staff, today: date) -> LoanDeed:
    """Ask for a loan's material number; it has none before another officer agrees.

    Raises LoanKnown for a contract on record, NotYoursToDo for the officer's own.
    """
    check_not_own(by, borrower)
    check_not_known(facts)
    deed = LoanDeed(kind=LoanDeed.Kind.NEW, borrower=borrower, said=facts.as_json())
    return ask(deed, by, today)


def ask_loan_state(
    *, loan: LoanRecord, state: LoanRecord.State, by: Staff, today: date
) -> LoanDeed:
    """Ask that a loan stand as its bank says. Raises NotYoursToDo for the officer's own."""
    check_not_own(by, loan.borrower)
    deed = LoanDeed(kind=LoanDeed.Kind.STATE, loan=loan, said={"state": state.value})
    return ask(deed, by, today)


def ask(deed: LoanDeed, by: Staff, today: date) -> LoanDeed:
    """Write down what is asked under a number of its own."""
    deed.number, deed.asked_by, deed.asked_on = _next_number(), by, today
    deed.save()
    record(
        actor=actor_of(by),
        deed=f"ask_{deed.kind}_of_loan",
        subject=deed.number,
        loan=deed.loan.number if deed.loan else "",
    )
    return deed


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('withdrawals_loan_deed_number')")
        return f"DD{cursor.fetchone()[0]:010d}"
