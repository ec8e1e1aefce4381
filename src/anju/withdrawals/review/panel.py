"""What a reviewer wants to know beside a case: the account, the card, what came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from anju.cases.models import Case
from anju.payments.models import MemberCard
from anju.people.models import Freeze, Hold, Member
from anju.people.restraints.holds import open_holds
from anju.withdrawals.dossier.heirs import relation_of
from anju.withdrawals.judging.facts import Account, facts_of
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import withdrawal_of

EARLIER_MOST = 5


@dataclass(frozen=True)
class Panel:
    """One withdrawal's surroundings as they stand now; amounts in fen.

    `heir` is who is paid for a dead member, and `relation` what he is to him; his holds count.
    `held_fen` counts what this very application holds; `earlier` are the last others.
    """

    withdrawal: Withdrawal
    account: Account
    held_fen: int
    paid_in_row: int
    card: MemberCard
    earlier: Sequence[Withdrawal]
    heir: Member | None
    relation: str
    holds: Sequence[Hold]
    freezes: Sequence[Freeze]


def panel(*, case: Case, today: date, now: datetime) -> Panel:
    """The facts beside a withdrawal's case."""
    withdrawal = withdrawal_of(case)
    member = withdrawal.member
    facts = facts_of(member=member, today=today, now=now)
    account = facts.account(withdrawal.account.number)
    if account is None:
        raise LookupError(f"{withdrawal.number} has no account of its member's")
    others = Withdrawal.objects.filter(member=member).exclude(pk=withdrawal.pk)
    persons = (member, withdrawal.payee) if withdrawal.payee else (member,)
    return Panel(
        withdrawal=withdrawal,
        account=account,
        held_fen=account.balance_fen - account.free_fen,
        paid_in_row=facts.paid_in_row,
        card=withdrawal.card,
        earlier=list(others.order_by("-id")[:EARLIER_MOST]),
        heir=withdrawal.payee,
        relation=relation_of(withdrawal.told),
        holds=[hold for one in persons for hold in open_holds(one, now)],
        freezes=list(
            Freeze.objects.filter(account__member=member, state__in=Freeze.BINDS).order_by("id")
        ),
    )
