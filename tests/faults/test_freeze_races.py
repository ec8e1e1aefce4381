"""A court freezes an account in the moment its withdrawal is approved: one was first."""

from datetime import timedelta
from functools import partial

import pytest

from anju.cases.models import Case
from anju.ledger.models import Balance
from anju.people.models import Freeze, FundAccount, Staff
from anju.people.restraints.ask_freeze import CourtPaper, ask_freeze
from anju.people.restraints.freeze_account import decide_freeze
from anju.withdrawals.review.decide import NoLongerMet
from faults.borrowers import EACH, NOON, approval, bank_pays, borrowers, officer, repay
from faults.rivals import form, together
from people_of_the_town import TODAY

REPAID, UNTIL = 100_000, TODAY + timedelta(days=365)


@pytest.mark.parametrize("turn", range(4))
def test_an_approval_and_a_court_leave_every_fen_in_one_place(jian: str, turn: int) -> None:
    (account,) = borrowers(1)
    withdrawal = repay(account, intent=form())
    approved, frozen = together(jian, [approval(withdrawal), _freezing(account)])

    assert isinstance(frozen, Freeze)
    withdrawal.refresh_from_db()
    paid = REPAID if isinstance(approved, Case) else 0
    assert withdrawal.state == ("paying" if paid else "reviewing")
    assert paid or isinstance(approved, NoLongerMet)
    balance = Balance.objects.get(pk=account.pk)
    assert (balance.fen, balance.held_fen) == (EACH - paid, EACH - paid)
    assert frozen.amount_fen == EACH - REPAID
    # Afterwards the fixture proves every law.
    bank_pays()


def test_what_a_court_froze_is_not_approved_afterwards(jian: str) -> None:
    (account,) = borrowers(1)
    withdrawal = repay(account, intent=form())
    second = approval(withdrawal)
    _freezing(account)()
    with pytest.raises(NoLongerMet, match="冻结"):
        second()
    assert Balance.objects.get(pk=account.pk).fen == EACH


def _freezing(account: FundAccount) -> partial[Freeze]:
    paper = CourtPaper("吉安市演示区人民法院", f"（2026）演执 {account.pk} 号", UNTIL, None)
    asked = ask_freeze(account=account, paper=paper, by=_clerk(), today=TODAY, now=NOON)
    return partial(
        decide_freeze,
        number=asked.number,
        approve=True,
        opinion="",
        by=_clerk(),
        today=TODAY,
        now=NOON,
    )


def _clerk() -> Staff:
    return officer("法务").staff
