"""Remitting and paying back in few words, for the tests of contributions."""

from datetime import UTC, datetime

from tests.people_of_the_town import TODAY, FakeBank

from anju.contributions.allot import allot_settled_money
from anju.contributions.backpay.draft import (
    Edit,
    Wanted,
    draft_of,
    open_back_payment,
    put_people,
)
from anju.contributions.backpay.submit_back_payment import submit_back_payment
from anju.contributions.models import BackPayment, Remittance
from anju.contributions.prepay import submit_prepayment
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ledger.lists import balances
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Employer, FundAccount

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
JULY, AUGUST, SEPTEMBER = Month(2026, 7), Month(2026, 8), Month(2026, 9)
FULL, DIFFERENCE, INDEFINITE = BackPayment.Kind
REALTIME, PREPAID = BackPayment.Method


def fresh(at: Employer) -> Employer:
    return Employer.objects.get(pk=at.pk)


def bank_pays(state: str = "succeeded", **said) -> FakeBank:
    """The worker's round: send, the bank's answer, allot."""
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, state, **said), source="callback", now=NOW)
    allot_settled_money(today=TODAY)
    return bank


def remit(at: Employer, until: Month, *, method: str = "realtime") -> Remittance:
    """Remit up to a month and let the bank pay."""
    owed = dues(employer=fresh(at), until=until, today=TODAY)
    made = submit_remittance(
        employer=fresh(at),
        until=until,
        method=Remittance.Method(method),
        expected_fen=owed.total_fen,
        intent=f"remit {at.number} {until} {method}",
        today=TODAY,
        by="赵会计",
    )
    bank_pays()
    return made


def prepay(at: Employer, fen: int, intent: str = "ahead") -> None:
    submit_prepayment(
        employer=at, amount_fen=fen, note="", intent=intent, today=TODAY, by="赵会计"
    )
    bank_pays()


def person(at: Employer, name: str) -> FundAccount:
    return at.accounts.select_related("member").get(member__name=name)


def held(at: Employer, name: str) -> int:
    account = person(at, name).pk
    return balances(accounts=[account])[account]


def edit(at: Employer) -> Edit:
    """An edit of the draft as it stands now."""
    draft = draft_of(at)
    return Edit(
        employer=fresh(at), version=draft.version if draft else 0, today=TODAY, by="赵会计"
    )


def want(
    at: Employer, name: str, first: Month, last: Month, unit: int = 0, own: int = 0
) -> Wanted:
    return Wanted(person(at, name).pk, first, last, unit, own)


def listed(at: Employer, kind: BackPayment.Kind, *wanted: Wanted) -> BackPayment:
    """A draft of one kind with these people added to it."""
    open_back_payment(employer=fresh(at), kind=kind, by="赵会计")
    return put_people(edit=edit(at), wanted=list(wanted))


def submit(
    at: Employer, method: BackPayment.Method = REALTIME, *, fen: int, intent: str = "form"
) -> BackPayment:
    return submit_back_payment(
        edit=edit(at), method=method, expected_fen=fen, intent=intent, now=NOW
    )


def faults(draft: BackPayment) -> list[str]:
    """The codes of everything wrong with the draft's lines."""
    return [fault["code"] for line in draft.lines.order_by("id") for fault in line.faults]
