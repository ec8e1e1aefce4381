"""An employer hands in his month in the very instant an account on it is closed (W21)."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from django.db import connection

from anju.cases.actors import member_acts
from anju.cases.models import Case
from anju.centers.current import inside
from anju.contributions.models import Remittance, Share
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.models import FundAccount
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review import decide
from anju.withdrawals.review.decide import NoLongerMet
from faults.borrowers import NOON, approval, bank_pays, old_enough
from faults.month import settle
from faults.rivals import PATIENCE_SECONDS, form, together
from people_of_the_town import TODAY, FakeBank

AUGUST = Month(2026, 8)


def retire(account: FundAccount) -> Withdrawal:
    return apply(
        request=Request("retirement", account.number, {}),
        applicant=Applicant(account.member, member_acts(account.member), "hall"),
        intent=form(),
        today=TODAY,
        now=NOON,
    )


def august(account: FundAccount) -> partial[Remittance]:
    """The employer's next month, ready to be handed in; the bank is asked to collect it."""
    at = account.employer
    return partial(
        submit_remittance,
        employer=at,
        until=AUGUST,
        method=Remittance.Method.REALTIME,
        expected_fen=dues(employer=at, until=AUGUST, today=TODAY).total_fen,
        intent=form(),
        today=TODAY,
        by="赵会计",
    )


def on_its_way(account: FundAccount) -> bool:
    return Share.objects.filter(
        account=account.pk, live=True, remittance__state__in=["waiting", "processing"]
    ).exists()


def in_one_place(account: FundAccount, closed: object) -> None:
    """The account is closed and nothing comes, or something comes and it is not closed."""
    account.refresh_from_db()
    if isinstance(closed, Case):
        assert (account.state, on_its_way(account)) == ("05", False)
    else:
        assert isinstance(closed, NoLongerMet)
        assert (account.state, on_its_way(account)) == ("01", True)
    settle(FakeBank())
    # Afterwards the fixture proves every law.
    bank_pays()


def test_what_is_handed_in_between_the_question_and_the_closing_waits_for_it(
    jian: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = old_enough()
    approve, hand_in = approval(retire(account)), august(account)
    met: list[object] = []
    rival = threading.Thread(target=_try, args=(jian, hand_in, met))
    pay = decide.pay

    def pay_with_a_rival(**named: object) -> None:
        rival.start()
        _until_it_waits_or_is_done(rival)
        pay(**named)

    monkeypatch.setattr(decide, "pay", pay_with_a_rival)
    closed = approve()
    rival.join(PATIENCE_SECONDS)
    # The sum he had agreed to has changed: one of his people is gone.
    assert isinstance(met[0], Refusal)
    in_one_place(account, closed)


@pytest.mark.parametrize("turn", range(4))
def test_a_month_is_seen_or_comes_after(jian: str, turn: int) -> None:
    account = old_enough()
    closed, _ = together(jian, [approval(retire(account)), august(account)])
    in_one_place(account, closed)


def _try(center: str, deed: partial[Remittance], met: list[object]) -> None:
    try:
        with inside(center):
            met.append(deed())
    except Refusal as refusal:
        met.append(refusal)
    finally:
        connection.close()


def _until_it_waits_or_is_done(rival: threading.Thread) -> None:
    """As long as it takes: without the lock the rival would be through by now."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while rival.is_alive() and time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
