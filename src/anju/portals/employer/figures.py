"""Figures as the employers' pages put them: sums that add up, and the last deeds."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from anju.contributions.lists import RegisterSums, prepayments_of, remittances_of
from anju.contributions.models import Prepayment, Remittance
from anju.people.models import Employer

TONES = {
    "waiting": ("tag-warn", "clock"),
    "processing": ("tag-warn", "clock"),
    "posted": ("tag-ok", "check"),
}
LAST = 5


@dataclass(frozen=True)
class Sums:
    """目前在册 + 本月增加 − 本月减少 = 本月应缴; a new base counts to the side it moves to."""

    before_heads: int
    before_fen: int
    more_heads: int
    more_fen: int
    less_heads: int
    less_fen: int
    rebased: int
    now_heads: int
    now_fen: int

    @property
    def effect_fen(self) -> int:
        """By how much the month changes, in fen."""
        return self.more_fen - self.less_fen


def shown_sums(sums: RegisterSums) -> Sums:
    """The register's sums with the changed bases put on the side where they count."""
    return Sums(
        before_heads=sums.before_heads,
        before_fen=sums.before_fen,
        more_heads=sums.joined,
        more_fen=sums.joined_fen + max(sums.changed_fen, 0),
        less_heads=sums.left,
        less_fen=sums.left_fen + max(-sums.changed_fen, 0),
        rebased=sums.changed,
        now_heads=sums.heads,
        now_fen=sums.total_fen,
    )


@dataclass(frozen=True)
class Deed:
    """A remittance or prepayment in the list of what was done last; the amount in fen."""

    label: str
    number: str
    day: date
    amount_fen: int
    state_label: str
    tone: str
    icon: str
    url: str


def last_deeds(employer: Employer) -> list[Deed]:
    """The employer's last remittances and prepayments together, newest first."""
    deeds = [_remittance(one) for one in remittances_of(employer=employer)[:LAST]]
    deeds += [_prepayment(one) for one in prepayments_of(employer=employer)[:LAST]]
    return sorted(deeds, key=lambda deed: (deed.day, deed.number), reverse=True)[:LAST]


def span_of(found: Remittance) -> str:
    """The months of a remittance in words."""
    first, last = found.first_month, found.last_month
    return first.chinese if first == last else f"{first.chinese}至 {last.chinese}"


def _remittance(one: Remittance) -> Deed:
    tone, icon = TONES.get(one.state, ("tag-err", "alert-circle"))
    return Deed(
        label=f"汇缴 {span_of(one)}",
        number=one.number,
        day=one.posted_on or one.submitted_on,
        amount_fen=one.total_fen,
        state_label=one.get_state_display(),
        tone=tone,
        icon=icon,
        url=reverse("employer:remittance", args=[one.number]),
    )


def _prepayment(one: Prepayment) -> Deed:
    tone, icon = TONES.get(one.state, ("tag-err", "alert-circle"))
    return Deed(
        label="预缴",
        number=one.number,
        day=one.posted_on or one.submitted_on,
        amount_fen=one.amount_fen,
        state_label=one.get_state_display(),
        tone=tone,
        icon=icon,
        url=reverse("employer:prepayment", args=[one.number]),
    )
