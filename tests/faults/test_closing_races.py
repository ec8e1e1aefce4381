"""Somebody closes his account in the moment another employer takes him on: one was first."""

from datetime import date

import pytest

from anju.cases.actors import member_acts
from anju.cases.models import Case
from anju.contributions.transfers.submit_transfers import Submitted
from anju.ledger.models import Balance
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import FundAccount
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import NoLongerMet
from faults.borrowers import EACH, NOON, approval, bank_pays, borrowers
from faults.rivals import form, mill, together
from faults.test_transfer_races import ask
from people_of_the_town import TODAY, change


@pytest.mark.parametrize("turn", range(4))
def test_an_account_is_closed_or_goes_over_and_its_money_is_in_one_place(
    jian: str, turn: int
) -> None:
    (account,) = borrowers(1)
    seal_accounts(employer=account.employer, accounts=[account.pk], change=change())
    FundAccount.objects.filter(pk=account.pk).update(sealed_on=date(2026, 4, 1))
    new = mill(0)
    withdrawal = leave(account)
    closed, moved = together(jian, [approval(withdrawal), ask(new, account)])

    account.refresh_from_db()
    withdrawal.refresh_from_db()
    left_fen = Balance.objects.get(pk=account.pk).fen
    if isinstance(closed, Case):
        assert (account.state, left_fen, withdrawal.state) == ("05", 0, "paying")
        assert not (isinstance(moved, Submitted) and moved.done)
    else:
        assert isinstance(closed, NoLongerMet)
        assert (account.state, account.employer, left_fen) == ("01", new, EACH)
        assert withdrawal.state == "reviewing"
    # Afterwards the fixture proves every law.
    bank_pays()


def leave(account: FundAccount) -> Withdrawal:
    """离职提取: all of it, months after the last employer."""
    return apply(
        request=Request("employment_ended", account.number, {}),
        applicant=Applicant(account.member, member_acts(account.member), "hall"),
        intent=form(),
        today=TODAY,
        now=NOON,
    )
