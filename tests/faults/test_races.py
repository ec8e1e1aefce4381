"""Pressed thirty times at once: one deed, and thirty times the same answer."""

from collections import Counter
from functools import partial

import pytest
from django.db import connection, transaction

from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Prepayment, Remittance
from anju.contributions.prepay import submit_prepayment
from anju.contributions.remittances.due import MonthNotNext
from anju.contributions.remittances.remit import (
    AlreadyRemitted,
    StillProcessing,
    submit_remittance,
)
from anju.ledger import mass
from anju.ledger.book import Leg, Overdrawn, book
from anju.ledger.lists import balances
from anju.ledger.models import Entry
from anju.payments.models import BankMessage, Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.accounts.open_accounts import AlreadyActive, Opening, open_fund_accounts
from anju.people.models import Employer, FundAccount
from faults.month import NOW, deed, settle
from faults.rivals import form, mill, somebody, together
from people_of_the_town import JULY, TODAY, FakeBank, change

REALTIME, PREPAID = Remittance.Method.REALTIME, Remittance.Method.PREPAYMENT
EACH = 144_000


def remit(at: Employer, intent: str, method: Remittance.Method = REALTIME) -> Remittance:
    return submit_remittance(
        employer=Employer.objects.get(pk=at.pk),
        until=JULY,
        method=method,
        expected_fen=EACH * at.accounts.count(),
        intent=intent,
        today=TODAY,
        by="赵会计",
    )


def prepay(at: Employer, intent: str, fen: int) -> Prepayment:
    return submit_prepayment(
        employer=at, amount_fen=fen, note="", intent=intent, today=TODAY, by="赵会计"
    )


def held(at: Employer) -> set[int]:
    accounts = list(at.accounts.values_list("pk", flat=True))
    return set(balances(accounts=accounts).values())


@pytest.mark.rows("X-28")
@pytest.mark.parametrize("method", [REALTIME, PREPAID])
def test_one_form_submitted_thirty_times_is_one_remittance_with_one_number(
    jian: str, method: Remittance.Method
) -> None:
    at, intent = mill(), form()
    prepay(at, form(), 2 * EACH)
    settle(FakeBank())
    answers = together(jian, [partial(remit, at, intent, method)] * 30)
    assert {type(answer) for answer in answers} == {Remittance}
    assert len({answer.number for answer in answers}) == 1
    assert at.remittances.count() == 1
    settle(FakeBank())
    assert held(at) == {EACH}


def test_thirty_different_forms_for_one_month_are_one_remittance(jian: str) -> None:
    at = mill()
    answers = together(jian, [partial(remit, at, form()) for _ in range(30)])
    told = Counter(type(answer) for answer in answers)
    assert told[Remittance] == 1
    assert told[StillProcessing] + told[AlreadyRemitted] == 29
    settle(FakeBank())
    assert held(at) == {EACH}


def test_a_prepayment_account_pays_a_month_once_however_many_ask(jian: str) -> None:
    at = mill()
    prepay(at, form(), 10 * EACH)
    settle(FakeBank())
    answers = together(jian, [partial(remit, at, form(), PREPAID) for _ in range(20)])
    told = Counter(type(answer) for answer in answers)
    assert told[Remittance] == 1
    assert told[MonthNotNext] + told[AlreadyRemitted] == 19
    assert held(at) == {EACH}
    assert balances(accounts=[at.prepayment_id]) == {at.prepayment_id: 8 * EACH}


def test_one_prepayment_form_submitted_thirty_times_is_one_order(jian: str) -> None:
    at, intent = mill(), form()
    answers = together(jian, [partial(prepay, at, intent, 500)] * 30)
    assert len({answer.number for answer in answers}) == 1
    assert Order.objects.filter(subject=answers[0].number).count() == 1


def test_the_bank_says_it_five_times_on_five_lines_and_six_workers_book_it(
    jian: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F5: however often and from wherever the answer comes, the money is booked once."""
    monkeypatch.setattr(mass, "CHUNK_ACCOUNTS", 2)
    at, bank = mill(heads=7), FakeBank()
    remittance = remit(at, form())
    send_orders(bank=bank, callback_url="", now=NOW)
    answer = bank.says(remittance.order.serial, "succeeded")
    verdicts = together(
        jian,
        [
            partial(record_answer, answer=answer, source=source, now=NOW)
            for source in ("callback", "callback", "query", "statement", "callback")
        ],
    )
    assert Counter(verdicts) == {"taken": 1, "repeated": 4}
    together(jian, [partial(allot_settled_money, today=TODAY)] * 6)
    assert held(at) == {EACH}
    entries = Entry.objects.filter(act__startswith=remittance.number)
    assert entries.count() == 4


def test_success_and_failure_at_once_freeze_the_order_and_book_nothing(jian: str) -> None:
    """F6: two fates for one order are a person's business."""
    at, bank = mill(), FakeBank()
    remittance = remit(at, form())
    send_orders(bank=bank, callback_url="", now=NOW)
    serial = remittance.order.serial
    together(
        jian,
        [
            partial(record_answer, answer=bank.says(serial, state), source="query", now=NOW)
            for state in ("succeeded", "rejected") * 4
        ],
    )
    allot_settled_money(today=TODAY)
    order = Order.objects.get(serial=serial)
    assert order.frozen_because
    assert held(at) == {0}
    taken = BankMessage.objects.filter(order=order, verdict="taken")
    assert [message.state for message in taken] == [order.state]
    # A person has looked: the bank did what it said first.
    Order.objects.filter(pk=order.pk).update(frozen_because="")
    allot_settled_money(today=TODAY)
    assert held(at) == ({EACH} if order.state == "succeeded" else {0})


def test_twenty_employers_open_an_account_for_one_person_and_one_gets_it(jian: str) -> None:
    person = somebody()
    at = [mill(heads=0) for _ in range(20)]
    answers = together(jian, [partial(_open, each, [person]) for each in at])
    told = Counter(type(answer) for answer in answers)
    assert told == {list: 1, AlreadyActive: 19}
    found = FundAccount.objects.filter(member__identity_index=person.identity_number)
    assert found.count() == 1


def test_two_employers_open_the_same_people_in_opposite_order_without_a_deadlock(
    jian: str,
) -> None:
    for _ in range(8):
        people = [somebody() for _ in range(40)]
        known = mill(heads=0)
        _open(known, people)
        FundAccount.objects.filter(employer=known).update(state="02", sealed_on=TODAY)
        rivals = [mill(heads=0) for _ in range(4)]
        answers = together(
            jian,
            [
                partial(_open, rival, people[:: -1 if place % 2 else 1])
                for place, rival in enumerate(rivals)
            ],
        )
        assert Counter(type(answer) for answer in answers) == {list: 1, AlreadyActive: 3}


def _open(at: Employer, people: list[Opening]) -> list[str]:
    return open_fund_accounts(employer=at, openings=people, change=change())


def test_thirty_withdraw_from_one_account_and_it_pays_what_it_holds(jian: str) -> None:
    """F18."""
    at = mill()
    remit(at, form())
    settle(FakeBank())
    account = at.accounts.first().pk
    bank = Entry.objects.get(act__startswith=at.remittances.get().number).postings.get(
        account_id__lt=10_000
    )
    entries: list[int] = []

    def withdraw(number: int) -> None:
        legs = [Leg(account, -EACH // 10), Leg(bank.account_id, EACH // 10)]
        entries.append(book(deed=deed(f"TQ {at.number} {number}"), legs=legs))

    answers = together(jian, [partial(withdraw, number) for number in range(30)])
    told = Counter(type(answer) for answer in answers)
    assert told == {type(None): 10, Overdrawn: 20}
    assert balances(accounts=[account]) == {account: 0}


def test_the_same_hammer_over_check_then_act_pays_too_much(jian: str, naive: None) -> None:
    """The negative control: without the door and its laws the race is really lost."""

    def withdraw() -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT fen, pg_sleep(0.05) FROM naive_purse")
            if cursor.fetchone()[0] < 100:
                return False
            cursor.execute("UPDATE naive_purse SET fen = fen - 100")
            return True

    assert sum(together(jian, [withdraw] * 30)) > 10


def test_the_same_hammer_over_look_then_insert_submits_twice(jian: str, naive: None) -> None:
    """The negative control of the forms: looking first is not enough."""

    def submit() -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*), pg_sleep(0.05) FROM naive_form")
            if cursor.fetchone()[0]:
                return False
            cursor.execute("INSERT INTO naive_form VALUES ('a')")
            return True

    assert sum(together(jian, [submit] * 30)) > 1
