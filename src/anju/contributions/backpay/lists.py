"""What an employer looks up about its back payments."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from anju.contributions.lists import NotYours
from anju.contributions.models import BackPayment, BackPaymentLine
from anju.people.models import Employer


@dataclass(frozen=True)
class Counts:
    """How many people stand in a draft, and how many of them need mending."""

    all: int
    bad: int

    @property
    def good(self) -> int:
        """How many are right."""
        return self.all - self.bad


def back_payments_of(*, employer: Employer) -> QuerySet[BackPayment]:
    """What an employer submitted, newest first; drafts and what was given up are left out."""
    return (
        employer.back_payments.exclude(
            state__in=[BackPayment.State.DRAFT, BackPayment.State.DROPPED]
        )
        .select_related("order")
        .order_by("-id")
    )


def back_payment_of(*, employer: Employer, number: str) -> BackPayment:
    """One of the employer's own back payments; raises NotYours for another's or none."""
    found = back_payments_of(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这笔补缴。")
    return found


def lines_of_back_payment(
    *, back_payment: BackPayment, only_bad: bool = False
) -> QuerySet[BackPaymentLine]:
    """Its people in the order they were added, those to be mended only if asked for."""
    lines = back_payment.lines.select_related("account__member").order_by("id")
    return lines.exclude(faults=[]) if only_bad else lines


def counts_of(*, back_payment: BackPayment) -> Counts:
    """How many people stand in it."""
    found = back_payment.lines.aggregate(all=Count("pk"), bad=Count("pk", filter=~Q(faults=[])))
    return Counts(**found)
