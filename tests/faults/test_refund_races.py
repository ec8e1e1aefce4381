"""Refunds pressed many times, against each other, and against who spends the money."""

from collections import Counter
from functools import partial

import pytest

from anju.contributions.models import Refund, RefundedShare, Remittance
from anju.contributions.refunds.preview import Asked, NothingToTakeBack
from anju.contributions.refunds.submit_refund import submit_refund
from anju.contributions.remittances.post_remittance import PrepaymentShort
from anju.contributions.remittances.remit import submit_remittance
from anju.ledger.lists import balances
from anju.people.models import Employer
from faults.month import settle
from faults.rivals import form, mill, together
from people_of_the_town import JULY, TODAY, FakeBank

EACH = 144_000
REALTIME, PREPAID = Remittance.Method.REALTIME, Remittance.Method.PREPAYMENT


def remit(at: Employer, method: Remittance.Method) -> Remittance:
    return submit_remittance(
        employer=Employer.objects.get(pk=at.pk),
        until=JULY,
        method=method,
        expected_fen=2 * EACH,
        intent=form(),
        today=TODAY,
        by="赵会计",
    )


@pytest.fixture
def paid(jian: str) -> Employer:
    """July is remitted for two by the bank."""
    at = mill()
    remit(at, REALTIME)
    settle(FakeBank())
    return at


def back(
    at: Employer, intent: str, *, accounts: tuple[int, ...] = (), to_bank: bool = False
) -> Refund:
    deed = Employer.objects.get(pk=at.pk).remittances.get()
    return submit_refund(
        asked=Asked(kind=Refund.Kind.REFUND, deed=deed, accounts=accounts),
        reason="重复缴存",
        to_bank=to_bank,
        expected_fen=EACH * (len(accounts) or 2),
        intent=intent,
        today=TODAY,
        by="赵会计",
    )


def held(at: Employer) -> list[int]:
    found = balances(accounts=at.accounts.values_list("pk", flat=True))
    return sorted(found.values())


@pytest.mark.parametrize("to_bank", [False, True])
def test_one_form_pressed_thirty_times_takes_the_money_back_once(
    jian: str, paid: Employer, to_bank: bool
) -> None:
    answers = together(jian, [partial(back, paid, form(), to_bank=to_bank)] * 30)
    assert len({answer.number for answer in answers}) == 1
    assert held(paid) == [0, 0]
    left = balances(accounts=[paid.prepayment_id])[paid.prepayment_id]
    assert left == (0 if to_bank else 2 * EACH)
    settle(FakeBank())


def test_thirty_forms_that_overlap_take_every_share_back_once(
    jian: str, paid: Employer
) -> None:
    one, two = paid.accounts.order_by("pk").values_list("pk", flat=True)
    deeds = [partial(back, paid, form(), accounts=(one,)) for _ in range(15)]
    deeds += [partial(back, paid, form(), accounts=(two,)) for _ in range(15)]
    told = Counter(type(answer) for answer in together(jian, deeds))
    assert told == {Refund: 2, NothingToTakeBack: 28}
    assert held(paid) == [0, 0]
    assert RefundedShare.objects.filter(share__account__employer=paid).count() == 2


def test_money_on_its_way_to_the_bank_is_not_spent_meanwhile(jian: str, paid: Employer) -> None:
    back(paid, form(), to_bank=True)
    answers = together(jian, [partial(remit, paid, PREPAID) for _ in range(5)])
    assert {type(answer) for answer in answers} == {PrepaymentShort}
    settle(FakeBank())
