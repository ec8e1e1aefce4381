"""What is looked up about payments made twice."""

from contextlib import suppress

from django.db.models import Q, QuerySet

from anju.contributions.models import Suspense
from anju.payments.lists import frozen_orders
from anju.withdrawals.claims.paid_twice import NotPaidTwice, PaidTwice, paid_twice
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal

PROPOSED_MOST = 20
_WHOSE = ("withdrawal__member", "withdrawal__payee", "withdrawal__account__employer")


def claims(*, state: str = "") -> QuerySet[Claim]:
    """Claims, the newest first; `state` is open, cleared, or empty for all."""
    found = Claim.objects.select_related(
        *_WHOSE, "order__card", "line__statement", "other_line__statement"
    ).order_by("-id")
    if state == "open":
        return found.filter(cleared_on=None)
    return found.exclude(cleared_on=None) if state == "cleared" else found


def claims_on(*, withdrawal: Withdrawal) -> QuerySet[Claim]:
    """What is owed for one withdrawal, or was."""
    return claims().filter(withdrawal=withdrawal)


def to_be_claimed() -> list[PaidTwice]:
    """Frozen payments that the statements prove to be made twice, the oldest first."""
    found: list[PaidTwice] = []
    for order in frozen_orders():
        with suppress(NotPaidTwice):
            found.append(paid_twice(order=order))
    return found


def claim_deeds_waiting() -> QuerySet[ClaimDeed]:
    """What officers have asked about payments made twice, the oldest first."""
    found = ClaimDeed.objects.filter(state=ClaimDeed.State.ASKED).order_by("id")
    return found.select_related(
        "order__card", "claim__withdrawal__member", "suspense__arrival", "asked_by"
    )


def arrivals_for(*, claim: Claim) -> list[Suspense]:
    """Open money that names the claim or the payment, or comes from who owes it."""
    named = Q()
    for word in (claim.number, claim.order.serial):
        named |= Q(arrival__remark__contains=word) | Q(arrival__digest__contains=word)
    named |= Q(arrival__payer_name=claim.withdrawal.receiver.name)
    found = Suspense.objects.filter(named, state=Suspense.State.OPEN).select_related("arrival")
    return list(found.order_by("id")[:PROPOSED_MOST])
