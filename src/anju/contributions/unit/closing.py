"""What stands between an employer and its closing (domain rule 3.3), in one exact list."""

from django.db.models import Count, Sum

from anju.cases.models import Case
from anju.contributions.models import (
    BackPayment,
    Line,
    Prepayment,
    Register,
    Remittance,
    Suspense,
)
from anju.contributions.unit.kinds import Kind
from anju.ground.money import format_yuan
from anju.ledger.lists import balances
from anju.people.models import Employer, FundAccount

State = FundAccount.State
CLOSED = (State.MERGED, State.TRANSFERRED_OUT, State.WITHDRAWN)
MENDS = {
    State.NORMAL: "须先封存并转移或提取",
    State.SEALED: "须转入新单位、提取或转集中封存",
    State.FROZEN: "须先解除冻结",
}


def closing_obstacles(*, employer: Employer) -> list[str]:
    """Everything that is left, each in a sentence; empty when the account may be closed."""
    return [
        *_people(employer),
        *_money(employer),
        *_under_way(employer),
    ]


def _people(employer: Employer) -> list[str]:
    left = (
        employer.accounts.exclude(state__in=CLOSED)
        .values("state")
        .annotate(heads=Count("pk"))
        .order_by("state")
    )
    return [
        f"{State(row['state']).label}职工 {row['heads']:,} 人，{MENDS[State(row['state'])]}"
        for row in left
    ]


def _money(employer: Employer) -> list[str]:
    prepaid = balances(accounts=[employer.prepayment_id])[employer.prepayment_id]
    waiting = Suspense.objects.filter(employer=employer, state=Suspense.State.OPEN)
    open_fen = waiting.aggregate(fen=Sum("arrival__amount_fen"))["fen"] or 0
    found = []
    if prepaid:
        found.append(f"预缴户还有 {format_yuan(prepaid)} 元，须先汇缴或退回")
    if open_fen:
        found.append(f"暂收款还有 {format_yuan(open_fen)} 元，须先分摊或退回")
    return found


def _under_way(employer: Employer) -> list[str]:
    found = []
    draft = Register.State.DRAFT
    lines = Line.objects.filter(register__employer=employer, register__state=draft).count()
    if lines:
        found.append(f"清册里有 {lines:,} 项没有提交的变更，须先提交或作废")
    for label, deeds in (
        ("汇缴", Remittance.objects),
        ("预缴", Prepayment.objects),
        ("补缴", BackPayment.objects),
    ):
        for one in deeds.filter(employer=employer, state="processing"):
            found.append(f"{label} {one.number} 银行还在处理，须等结果")
    others = Case.objects.filter(employer=employer, state__in=Case.OPEN)
    for case in others.exclude(kind=Kind.CLOSING.value):
        found.append(f"办件 {case.number}（{case.title}）还没有办结")
    return found
