"""Money that came by itself: confirmed, withdrawn and told by many at once, it pays once."""

from datetime import timedelta
from functools import partial

import pytest
from tests.contributions.suspense.town import by_transfer, finance, notice

from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance, Suspense, SuspenseDeed
from anju.contributions.suspense.ask import Asker, ask_assign
from anju.contributions.suspense.claim import ArrivalIsSettled, confirm_arrival, put_arrival_by
from anju.contributions.suspense.decide import DeedIsDecided, decide_deed
from anju.contributions.suspense.withdraw_transfer import NotWaiting, withdraw_transfer
from anju.ground.errors import Refusal
from anju.ledger.lists import balances
from anju.payments.bank import Statement, StatementLine
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival
from anju.payments.take_arrivals import take_notice
from anju.people.models import Employer
from faults.month import NOW
from faults.rivals import mill, together
from people_of_the_town import TODAY

EACH = 144_000
EARLIER = TODAY - timedelta(days=9)  # of this day no other test tells anything


def awaited(heads: int = 2) -> tuple[Employer, Remittance]:
    at = mill(heads)
    return at, by_transfer(at, fen=EACH * heads)


def held(at: Employer) -> set[int]:
    return set(balances(accounts=at.accounts.values_list("pk", flat=True)).values())


def state_of(remittance: Remittance) -> str:
    return Remittance.objects.get(pk=remittance.pk).state


@pytest.mark.rows("X-28")
def test_two_persons_confirm_one_arrival_and_it_pays_once(jian: str) -> None:
    at, remittance = awaited()
    take_notice(notice=notice(2 * EACH, name=at.name))
    allot_settled_money(today=TODAY)
    place = Suspense.objects.get(employer=at)
    answers = together(
        jian,
        [
            partial(confirm_arrival, number=place.number, employer=at, today=TODAY, by=who)
            for who in ("赵会计", "钱会计", "孙财务", "李财务")
        ],
    )
    assert [type(answer) for answer in answers].count(Suspense) == 1
    assert state_of(remittance) == "posted"
    assert held(at) == {EACH}


def test_money_and_withdrawal_at_once_end_in_one_of_the_two(jian: str) -> None:
    for _ in range(5):
        at, remittance = awaited()
        take_notice(notice=notice(2 * EACH, remark=remittance.reference))
        back = partial(withdraw_transfer, number=remittance.number, employer=at, by="赵会计")
        job = partial(allot_settled_money, today=TODAY)
        answers = together(jian, [job, back, job])
        allot_settled_money(today=TODAY)
        place = Suspense.objects.get(employer=at)
        if isinstance(answers[1], NotWaiting):
            assert (state_of(remittance), place.state, held(at)) == (
                "posted",
                "allotted",
                {EACH},
            )
        else:
            assert (state_of(remittance), place.state, held(at)) == ("failed", "open", {0})


def test_put_by_twenty_times_at_once_it_is_there_once(jian: str) -> None:
    at, remittance = awaited()
    take_notice(notice=notice(500, remark=remittance.reference))
    allot_settled_money(today=TODAY)
    withdraw_transfer(number=remittance.number, employer=at, by="赵会计")
    place = Suspense.objects.get(employer=at)
    deed = partial(put_arrival_by, number=place.number, employer=at, today=TODAY, by="赵")
    answers = together(jian, [deed] * 20)
    refused = [answer for answer in answers if isinstance(answer, Refusal)]
    assert {type(answer) for answer in refused} == {ArrivalIsSettled}
    assert len(refused) == 19
    assert balances(accounts=[at.prepayment_id])[at.prepayment_id] == 500


def test_one_statement_taken_in_by_many_at_once_brings_each_arrival_once(jian: str) -> None:
    at, remittance = awaited()
    account = collection_account(TODAY).account
    line = StatementLine(
        1, f"ST{remittance.pk}", None, "in", 2 * EACH, 2 * EACH, "62", "某公司",
        remittance.reference,
    )  # fmt: skip
    statement = Statement(account, EARLIER, 0, 2 * EACH, (line,))
    loaded = together(jian, [partial(match_statement, statement=statement, now=NOW)] * 8)
    assert len({one.pk for one in loaded}) == 1
    together(jian, [partial(allot_settled_money, today=TODAY)] * 4)
    assert Arrival.objects.filter(bank_serial=line.bank_serial).count() == 1
    assert state_of(remittance) == "posted"
    assert held(at) == {EACH}


def test_two_reviewers_decide_one_request_once(jian: str) -> None:
    at, remittance = awaited()
    told = notice(2 * EACH, name="某人力公司")
    take_notice(notice=told)
    allot_settled_money(today=TODAY)
    place = Suspense.objects.get(arrival__bank_serial=told.bank_serial)
    first, *others = (finance(f"7{remittance.pk}{place}") for place in range(4))
    deed = ask_assign(
        number=place.number,
        employer=at,
        reason="已电话核实",
        asker=Asker(first.name, first),
        today=TODAY,
    )
    answers = together(
        jian,
        [
            partial(
                decide_deed, number=deed.number, approve=True, opinion="", by=who, today=TODAY
            )
            for who in others
        ],
    )
    assert [type(answer) for answer in answers].count(SuspenseDeed) == 1
    assert [type(answer) for answer in answers].count(DeedIsDecided) == 2
    assert state_of(remittance) == "posted"
