"""What an employer and the counter look up about refunds, and what could be taken back."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from anju.contributions.lists import NotYours
from anju.contributions.models import BackPayment, Refund, Remittance, Share
from anju.people.lists import staff_of
from anju.people.models import Employer


def refunds_of(*, employer: Employer) -> QuerySet[Refund]:
    """An employer's refunds and corrections, newest first."""
    return employer.refunds.select_related("remittance", "back_payment").order_by("-id")


def refund_of(*, employer: Employer, number: str) -> Refund:
    """One of the employer's own refunds; raises NotYours for another's or none."""
    found = refunds_of(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这笔退缴或更正。")
    return found


def waiting_refunds() -> QuerySet[Refund]:
    """What waits for the counter's second person, the oldest first."""
    found = Refund.objects.filter(state=Refund.State.WAITING).order_by("id")
    return found.select_related("employer", "remittance", "back_payment")


def posted_remittances(*, employer: Employer) -> QuerySet[Remittance]:
    """Remittances that stand in the books, newest first."""
    return employer.remittances.filter(state=Remittance.State.POSTED).order_by("-id")


def posted_back_payments(*, employer: Employer) -> QuerySet[BackPayment]:
    """Back payments that stand in the books, newest first."""
    return employer.back_payments.filter(state=BackPayment.State.POSTED).order_by("-id")


def deed_of(*, employer: Employer, number: str) -> Remittance | BackPayment:
    """A posted remittance or back payment of the employer's own; raises NotYours."""
    remitted = posted_remittances(employer=employer).filter(number=number).first()
    found = remitted or posted_back_payments(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这笔已入账的汇缴或补缴。")
    return found


def persons_of(*, deed: Remittance | BackPayment, words: str = "") -> QuerySet[Share, Any]:
    """Who stands in a deed, each with the months and both sides in fen that still count."""
    belongs = Q(remittance=deed) if isinstance(deed, Remittance) else Q(back_payment=deed)
    shares = Share.objects.filter(belongs, live=True)
    if words:
        own = staff_of(employer=deed.employer, words=words).order_by()
        shares = shares.filter(account__in=own.values("pk"))
    return (
        shares.values("account", "account__number", "account__member__name")
        .annotate(months=Count("pk"), unit_fen=Sum("employer_fen"), own_fen=Sum("own_fen"))
        .order_by("account__member__name_pinyin", "account")
    )
