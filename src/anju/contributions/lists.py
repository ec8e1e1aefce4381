"""What an employer and the counter look up: the month ahead, deeds, lines of a register."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from anju.contributions.models import Line, Prepayment, Register, Remittance, RemittedMonth
from anju.contributions.registers.open_register import draft_of
from anju.contributions.remittances.due import MonthDue, dues, next_month
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ledger.lists import balances
from anju.people.models import Employer, FundAccount


class NotYours(Refusal):
    code = "contributions.not_yours"


@dataclass(frozen=True)
class Overview:
    """An employer at a glance; amounts in fen. `due` is None when every month is paid."""

    employer: Employer
    due: MonthDue | None
    months_behind: int
    prepaid_fen: int
    normal_heads: int
    sealed_heads: int
    draft: Register | None
    in_progress: Remittance | None


@dataclass(frozen=True)
class RegisterSums:
    """Last month + joined − left ± changed = this month, in heads and fen, good lines only."""

    before_heads: int
    before_fen: int
    joined: int
    joined_fen: int
    left: int
    left_fen: int
    changed: int
    changed_fen: int
    good: int
    bad: int

    @property
    def heads(self) -> int:
        """Heads of this month once the good lines take effect."""
        return self.before_heads + self.joined - self.left

    @property
    def total_fen(self) -> int:
        """What this month comes to once the good lines take effect, in fen."""
        return self.before_fen + self.joined_fen - self.left_fen + self.changed_fen


def overview(*, employer: Employer, today: date) -> Overview:
    """What an agent wants to know first (C-29): what is owed, until when, what is prepaid."""
    employer.refresh_from_db()
    ahead, this_month = next_month(employer), Month.of(today)
    owed = dues(employer=employer, until=ahead, today=today) if ahead <= this_month else None
    heads = employer.accounts.aggregate(
        normal=Count("pk", filter=Q(state=FundAccount.State.NORMAL)),
        sealed=Count("pk", filter=Q(state=FundAccount.State.SEALED)),
    )
    return Overview(
        employer=employer,
        due=owed.months[0] if owed else None,
        months_behind=max(0, this_month - ahead),
        prepaid_fen=balances(accounts=[employer.prepayment_id])[employer.prepayment_id],
        normal_heads=heads["normal"],
        sealed_heads=heads["sealed"],
        draft=draft_of(employer),
        in_progress=Remittance.objects.filter(
            employer=employer, state__in=["waiting", "processing"]
        ).first(),
    )


def register_sums(*, register: Register) -> RegisterSums:
    """How a register changes what is paid a month (domain rule 3.3), good lines only."""
    now = register.employer.accounts.filter(state=FundAccount.State.NORMAL).aggregate(
        heads=Count("pk"), own=Sum("own_fen"), unit=Sum("employer_fen")
    )
    good = Q(faults=[])
    joins = good & Q(kind__in=[Line.Kind.OPEN, Line.Kind.UNSEAL, Line.Kind.TRANSFER])
    seals, bases = good & Q(kind=Line.Kind.SEAL), good & Q(kind=Line.Kind.BASE)
    effect = F("after_fen") - F("before_fen")
    found = register.lines.aggregate(
        every=Count("pk"),
        good=Count("pk", filter=good),
        joined=Count("pk", filter=joins),
        joined_fen=Sum(effect, filter=joins),
        left=Count("pk", filter=seals),
        left_fen=Sum(effect, filter=seals),
        changed=Count("pk", filter=bases),
        changed_fen=Sum(effect, filter=bases),
    )
    return RegisterSums(
        before_heads=now["heads"],
        before_fen=(now["own"] or 0) + (now["unit"] or 0),
        joined=found["joined"],
        joined_fen=found["joined_fen"] or 0,
        left=found["left"],
        left_fen=-(found["left_fen"] or 0),
        changed=found["changed"],
        changed_fen=found["changed_fen"] or 0,
        good=found["good"],
        bad=found["every"] - found["good"],
    )


def remittances_of(*, employer: Employer) -> QuerySet[Remittance]:
    """An employer's remittances, newest first."""
    return employer.remittances.select_related("order").order_by("-id")


def prepayments_of(*, employer: Employer) -> QuerySet[Prepayment]:
    """An employer's prepayments, newest first."""
    return employer.prepayments.select_related("order").order_by("-id")


def months_of(*, remittance: Remittance) -> QuerySet[RemittedMonth]:
    """The months of a remittance with the figures of each roll."""
    return remittance.months.order_by("month")


def remittance_of(*, employer: Employer, number: str) -> Remittance:
    """One of the employer's own remittances; raises NotYours for another's or none."""
    found = remittances_of(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这笔汇缴。")
    return found


def prepayment_of(*, employer: Employer, number: str) -> Prepayment:
    """One of the employer's own prepayments; raises NotYours for another's or none."""
    found = prepayments_of(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这笔预缴。")
    return found


def register_of(*, employer: Employer, number: str) -> Register:
    """One of the employer's own registers; raises NotYours for another's or none."""
    found = (
        Register.objects.select_related("employer")
        .filter(employer=employer, number=number)
        .first()
    )
    if found is None:
        raise NotYours("贵单位没有这份变更清册。")
    return found
