"""How an employer paid from one month to another, and the proof of it (单位缴存情况证明)."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum

from anju.contributions.models import BackPayment, Remittance, Share
from anju.documents.facts import ProofFacts, ProofMonth
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.percent import format_percent
from anju.people.models import Employer, FundAccount

MONTHS_MOST = 60


class NothingToProve(Refusal):
    code = "contributions.nothing_to_prove"


@dataclass(frozen=True)
class ProofQuestion:
    """Which months a proof is asked for, by whom, through which channel."""

    first: Month
    last: Month
    by: str
    channel: str


def proof_of(*, employer: Employer, wanted: ProofQuestion, today: date) -> ProofFacts:
    """What the proof would state; amounts in fen, nothing is written (C-36).

    Every month of the span is named, an unpaid one as such. Raises NothingToProve for a span
    before the employer's first month, beyond this month, or longer than five years.
    """
    _check(employer, wanted, today)
    paid = _paid(employer, wanted)
    normal = employer.accounts.filter(state=FundAccount.State.NORMAL)
    through: Month | None = employer.paid_through
    nothing = {"heads": 0, "employer_fen": 0, "own_fen": 0}
    return ProofFacts(
        employer_name=employer.name,
        employer_account=employer.number,
        credit_code=employer.credit_code,
        state=employer.get_state_display(),
        paid_through=str(through) if through else "尚未缴存",
        ratios=f"单位 {format_percent(employer.employer_rate)}，"
        f"个人 {format_percent(employer.own_rate)}",
        heads_now=normal.count(),
        channel=wanted.channel,
        handler=wanted.by,
        months=tuple(
            paid.get(month, ProofMonth(month=month, booked_on="", **nothing))
            for month in Month.span(wanted.first, wanted.last)
        ),
    )


def issue_proof(*, employer: Employer, wanted: ProofQuestion, today: date) -> Receipt:
    """Issue the proof; asked again on the same day with the same figures, it is the same one.

    Raises as `proof_of` does.
    """
    facts = proof_of(employer=employer, wanted=wanted, today=today)
    told = json.dumps(facts.to_payload(), sort_keys=True, ensure_ascii=False)
    digest = sha256(told.encode()).hexdigest()[:16]
    return issue_receipt(
        facts=facts,
        subject=f"{facts.kind}/{employer.number}/{today:%Y%m%d}/{digest}",
        owner=employer.number,
        issued_on=today,
    )


def _check(employer: Employer, wanted: ProofQuestion, today: date) -> None:
    if wanted.first < employer.first_month:
        raise NothingToProve(
            f"贵单位从 {employer.first_month.chinese}起缴存，没有更早的月份，请改选起始年月。"
        )
    if wanted.last > max(Month.of(today), employer.paid_through or Month.of(today)):
        raise NothingToProve(f"{wanted.last.chinese}还没有到，请改选较早的截止年月。")
    if wanted.last - wanted.first >= MONTHS_MOST:
        raise NothingToProve(f"一份证明最多 {MONTHS_MOST} 个月，请分几份打印。")


def _paid(employer: Employer, wanted: ProofQuestion) -> dict[Month, ProofMonth]:
    """Every month's sums, what was paid back in; the day is that of its remittance."""
    remitted = Q(remittance__employer=employer, remittance__state=Remittance.State.POSTED)
    back = Q(back_payment__employer=employer, back_payment__state=BackPayment.State.POSTED)
    found: QuerySet[Any, Any] = (
        Share.objects.filter(
            remitted | back,
            live=True,
            month__gte=wanted.first,
            month__lte=wanted.last,
        )
        .values("month")
        .annotate(
            heads=Count("account", distinct=True),
            unit=Sum("employer_fen"),
            own=Sum("own_fen"),
            day=Min("remittance__posted_on"),
        )
    )
    return {
        row["month"]: ProofMonth(
            month=row["month"],
            heads=row["heads"],
            employer_fen=row["unit"],
            own_fen=row["own"],
            booked_on=row["day"].isoformat() if row["day"] else "",
        )
        for row in found
    }
