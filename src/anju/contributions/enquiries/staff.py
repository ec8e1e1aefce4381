"""An employer's people with what is paid for each, and one person's months with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from anju.centers.listing import QueryListing
from anju.contributions.account_card import paid_through
from anju.contributions.models import Share
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.lists import staff_of
from anju.people.models import AccountEvent, Employer, FundAccount


class NotYourStaff(Refusal):
    code = "contributions.not_your_staff"


@dataclass(frozen=True)
class Person:
    """An account of the employer with the last month paid for; amounts in fen."""

    account: FundAccount
    paid_through: Month | None


def staff_listing(*, employer: Employer, words: str = "", state: str = "") -> QueryListing:
    """The employer's people in pinyin order, with the sums of base and sides (C-28)."""
    found = staff_of(employer=employer, words=words, state=state).annotate(
        both_fen=F("employer_fen") + F("own_fen")
    )
    return QueryListing(
        found, ("base_fen", "employer_fen", "own_fen", "both_fen"), dress=_with_paid_through
    )


def person_of(*, employer: Employer, account: int) -> FundAccount:
    """An account that is or was this employer's; raises NotYourStaff for any other."""
    found = FundAccount.objects.select_related("member").filter(pk=account).first()
    ours = AccountEvent.objects.filter(account_id=account, employer=employer)
    if found is None or not (found.employer_id == employer.pk or ours.exists()):
        raise NotYourStaff("贵单位没有这位职工的账户。")
    return found


def shares_of_person(
    *, employer: Employer, account: int, first: Month, last: Month
) -> QueryListing:
    """What this employer paid in for one person, month by month, newest first.

    Months other employers paid belong to nobody here.
    """
    found: QuerySet[Any] = (
        Share.objects.filter(
            Q(remittance__employer=employer) | Q(back_payment__employer=employer),
            account_id=account,
            live=True,
            month__gte=first,
            month__lte=last,
        )
        .select_related("remittance", "back_payment")
        .annotate(
            both_fen=F("employer_fen") + F("own_fen"),
            number=Coalesce("remittance__number", "back_payment__number"),
            posted_on=Coalesce("remittance__posted_on", "back_payment__posted_on"),
        )
        .order_by("-month")
    )
    return QueryListing(found, ("employer_fen", "own_fen", "both_fen"))


def _with_paid_through(accounts: Sequence[Any]) -> list[Person]:
    paid = paid_through(accounts=[account.pk for account in accounts])
    return [Person(account, paid.get(account.pk)) for account in accounts]
