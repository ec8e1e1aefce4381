"""Books a claim and what clears it: between the bank, 暂收, an account and 其他应收."""

from __future__ import annotations

from datetime import date

from anju.contributions.collecting import arrival_ledger, suspense_ledger
from anju.ledger.book import Deed, Leg, book
from anju.ledger.chart import OTHER_RECEIVABLES
from anju.ledger.kinds import Kind
from anju.ledger.open import fund_account
from anju.withdrawals.models import Claim, ClaimDeed
from anju.withdrawals.payout.pay import CHANNELS, deed_of, kind_of

# The fund's account of what was paid twice and is not back yet.
PAID_TWICE = "重复付款"


def book_claim(claim: Claim, today: date, by: str) -> None:
    """What left the bank beside every withdrawal is owed: 11902 ← 10101, in fen."""
    legs = [
        Leg(claims_ledger(today), -claim.amount_fen),
        Leg(arrival_ledger(today, claim.order.payer_account), claim.amount_fen),
    ]
    book(deed=_deed(claim, claim.number, today, by), legs=legs)


def book_from_arrival(claim: Claim, deed: ClaimDeed, fen: int, today: date, by: str) -> None:
    """What came clears as much of it: 21905 → 11902, `fen` in fen."""
    legs = [Leg(suspense_ledger(today), -fen), Leg(claims_ledger(today), fen)]
    book(deed=_deed(claim, deed.number, today, by), legs=legs)


def book_from_account(claim: Claim, deed: ClaimDeed, today: date, by: str) -> None:
    """What was given back leaves the account again, as the withdrawal it is: 201 → 11902."""
    withdrawal = claim.withdrawal
    legs = [
        Leg(withdrawal.account_id, -deed.amount_fen),
        Leg(claims_ledger(today), deed.amount_fen),
    ]
    book(deed=deed_of(withdrawal, kind_of(withdrawal), "again", today, by), legs=legs)


def claims_ledger(today: date) -> int:
    """The ledger account (11902) of what was paid twice."""
    return fund_account(subject=OTHER_RECEIVABLES, number=PAID_TWICE, opened_on=today)


def _deed(claim: Claim, act: str, today: date, by: str) -> Deed:
    withdrawal = claim.withdrawal
    return Deed(
        kind=Kind.PAID_TWICE,
        act=act,
        booked_on=today,
        value_on=today,
        actor=by[:60],
        summary=f"重复付款追偿 {claim.number} {withdrawal.number}",
        branch=withdrawal.account.employer.branch,
        channel=CHANNELS["counter"],
    )
