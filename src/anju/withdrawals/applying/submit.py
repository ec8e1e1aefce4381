"""A member hands his application in at a door of his own: proven first, then applied for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from anju.ground.errors import Refusal
from anju.payments.models import MemberCard
from anju.withdrawals.applying.apply import amount_of, apply, made_by, opening_of
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.card_for import card_for
from anju.withdrawals.dossier.preview import preview
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.models import Withdrawal


@dataclass(frozen=True)
class Ready:
    """An application that could go in now: what is paid in all, in fen, and to which card."""

    outlook: Outlook
    total_fen: int
    card: MemberCard


Prove = Callable[[Ready], None]


def check_ready(*, request: Request, applicant: Applicant, today: date, now: datetime) -> Ready:
    """Whether an application could go in as it stands; nothing is written.

    Raises NotYet, PapersMissing, AmountTooHigh, OutsideHours, OnlyAtCounter, and a card's
    refusals.
    """
    member = applicant.member
    opening_of(applicant, now)
    outlook = preview(member=member, request=request, today=today, now=now)
    amount_fen = amount_of(outlook, request, applicant)
    card = card_for(member=member, rule=outlook.rule, now=now)
    return Ready(outlook, amount_fen + outlook.interest_fen, card)


def submit(
    *,
    request: Request,
    applicant: Applicant,
    intent: str,
    prove: Prove,
    today: date,
    now: datetime,
) -> Withdrawal:
    """Apply once it is proven who asks for exactly this; a second press finds the first.

    `prove` is given what will be paid and raises a Refusal; what it counts must stay counted,
    so this is not one transaction. It is asked last, so that no code is spent on what cannot
    go in. Raises as `apply` and as `prove`.
    """
    member = applicant.member
    known = made_by(intent=intent, request=request, member=member)
    if known is not None:
        return known
    ready = check_ready(request=request, applicant=applicant, today=today, now=now)
    try:
        prove(ready)
    except Refusal:
        # Of two presses at once the second finds the code spent by the first.
        known = made_by(intent=intent, request=request, member=member)
        if known is None:
            raise
        return known
    return apply(request=request, applicant=applicant, intent=intent, today=today, now=now)
