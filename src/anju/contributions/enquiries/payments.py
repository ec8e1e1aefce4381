"""An employer's payments in one list, the months of one of them, and a month's roll."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.enums import TextChoices

from anju.centers.listing import QueryListing, SqlListing
from anju.contributions.models import BackPayment, Prepayment, Remittance, RemittedMonth, Share
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.lists import asked
from anju.people.models import Employer


class NoSuchMonth(Refusal):
    code = "contributions.no_such_month"


class NoSuchPayment(Refusal):
    code = "contributions.no_such_payment"


class PaymentKind(TextChoices):
    """What a payment is for."""

    REMITTANCE = "remittance", "汇缴"
    PREPAYMENT = "prepayment", "预缴"
    BACK_PAYMENT = "back_payment", "补缴"


WAYS: dict[str, dict[str, str]] = {
    PaymentKind.REMITTANCE: dict(Remittance.Method.choices),
    PaymentKind.PREPAYMENT: dict(Prepayment.Way.choices),
    PaymentKind.BACK_PAYMENT: dict(BackPayment.Method.choices),
}
SUMMED = ("total_fen", "paid_fen", "prepaid_fen")


@dataclass(frozen=True)
class Payment:
    """One payment of an employer; amounts in fen, no months for money paid ahead."""

    kind: str
    number: str
    first: Month | None
    last: Month | None
    heads: int | None
    total_fen: int
    paid_fen: int
    prepaid_fen: int
    way: str
    state: str
    submitted_on: date
    posted_on: date | None
    submitted_by: str

    @property
    def kind_label(self) -> str:
        """汇缴, 预缴 or 补缴."""
        return str(PaymentKind(self.kind).label)

    @property
    def way_label(self) -> str:
        """How it was paid, in words."""
        return WAYS[self.kind][self.way]

    @property
    def state_label(self) -> str:
        """How far it is, in words."""
        return str(Remittance.State(self.state).label)


@dataclass(frozen=True)
class PaymentQuestion:
    """Which payments: submitted between two days, of a kind and state, for which months."""

    since: date
    until: date
    kind: str = ""
    state: str = ""
    first: Month | None = None
    last: Month | None = None


def payments(*, employer: Employer, wanted: PaymentQuestion) -> SqlListing:
    """The employer's payments, newest first, with their sums (C-30)."""
    values = {
        "employer": employer.pk,
        "since": wanted.since,
        "until": wanted.until,
        "kind": wanted.kind,
        "state": wanted.state,
        "first": wanted.first.code if wanted.first else None,
        "last": wanted.last.code if wanted.last else None,
    }
    return SqlListing("contributions/payments", values, SUMMED, _payment)


def months_listing(*, remittance: Remittance) -> QueryListing:
    """The months of a remittance with heads and amounts that add up with the month before."""
    summed = ("heads", "joined_fen", "left_fen", "changed_fen", "total_fen")
    return QueryListing(remittance.months.order_by("month"), summed)


def month_of(*, remittance: Remittance, month: Month) -> RemittedMonth:
    """One month of a remittance; raises NoSuchMonth for one it did not pay."""
    found = remittance.months.filter(month=month).first()
    if found is None:
        raise NoSuchMonth(f"这笔汇缴不含 {month.chinese}，请从缴存明细里选择月份。")
    return found


def roll(*, remittance: Remittance, month: Month, words: str = "") -> QueryListing:
    """A month's roll person by person, in the order of the accounts."""
    found: QuerySet[Any] = (
        Share.objects.filter(remittance=remittance, month=month)
        .select_related("account__member")
        .annotate(both_fen=F("employer_fen") + F("own_fen"))
        .order_by("account_id")
    )
    found = found.filter(asked(words, to="account__")) if words else found
    return QueryListing(found, ("employer_fen", "own_fen", "both_fen"))


def back_payment_roll(
    *, employer: Employer, number: str, words: str = ""
) -> tuple[BackPayment, QueryListing]:
    """One of the employer's submitted back payments with its persons and their months.

    Raises NoSuchPayment for another's, a draft or none.
    """
    deed = employer.back_payments.filter(number=number, submitted_on__isnull=False).first()
    if deed is None:
        raise NoSuchPayment("贵单位没有这笔补缴。")
    found: QuerySet[Any] = (
        deed.shares.select_related("account__member")
        .annotate(both_fen=F("employer_fen") + F("own_fen"))
        .order_by("account_id", "month")
    )
    found = found.filter(asked(words, to="account__")) if words else found
    return deed, QueryListing(found, ("employer_fen", "own_fen", "both_fen"))


def _payment(row: dict[str, Any]) -> Payment:
    first, last = row.pop("first_month"), row.pop("last_month")
    row.pop("submitted_at")
    return Payment(
        first=Month.of_code(first) if first else None,
        last=Month.of_code(last) if last else None,
        **row,
    )
