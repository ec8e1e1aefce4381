"""先看账再交钱 (C2.4): the month as it would be remitted now, beside the last one that was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.enums import TextChoices

from anju.centers.listing import SqlListing
from anju.centers.sql import end
from anju.contributions.models import RemittedMonth
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.remittances.due import next_month
from anju.ground.calendar import Month
from anju.people.models import Employer

LIST = "contributions/dry_run"
SUMMED = ("before_fen", "now_fen", "more_fen")


class Reason(TextChoices):
    """Why a person pays another amount than the last time."""

    JOINED = "joined", "增加"
    LEFT = "left", "减少"
    BASE = "base", "基数调整"
    RATIO = "ratio", "比例调整"
    SAME = "same", "不变"


class Warned(TextChoices):
    """What stands out and should be looked at before money moves."""

    JUMPS = "jumps", "基数变动超过 50%"
    OVER_CAP = "over_cap", "基数高于上限"
    UNDER_FLOOR = "under_floor", "基数低于下限"
    SAME_MOBILE = "same_mobile", "几人用同一手机号"
    UNEXPLAINED = "unexplained", "减少但没有封存、转出或销户记录"


@dataclass(frozen=True)
class Person:
    """One person's part last time and now, in fen; None where he was or is not in the roll."""

    number: str
    name: str
    base_before_fen: int | None
    base_fen: int | None
    before_fen: int | None
    now_fen: int | None
    more_fen: int
    reason: str
    warnings: tuple[str, ...]

    @property
    def reason_label(self) -> str:
        """Why his amount is another, in a word."""
        return str(Reason(self.reason).label)

    @property
    def warning_words(self) -> str:
        """What stands out about him."""
        return "；".join(str(Warned(name).label) for name in self.warnings)


@dataclass(frozen=True)
class Step:
    """One bar of the way from the last sum to this one, in heads and fen."""

    label: str
    heads: int
    fen: int
    reason: str = ""

    @property
    def size_fen(self) -> int:
        """How long its bar is."""
        return abs(self.fen)


@dataclass(frozen=True)
class Summary:
    """The way from the last month's sum to this one's, and how many persons stand out."""

    month: Month
    month_before: Month | None
    steps: tuple[Step, ...]
    warnings: tuple[tuple[str, str, int], ...]

    @property
    def most_fen(self) -> int:
        """The longest bar, so that all of them share one measure; at least 1."""
        return max(1, *(step.size_fen for step in self.steps))

    @property
    def now(self) -> Step:
        """What would be remitted for the month."""
        return self.steps[-1]


@dataclass(frozen=True)
class DryRun:
    """The question a dry run asks of the rolls: an employer, a month, the one before it."""

    employer: Employer
    today: date

    @property
    def month(self) -> Month:
        """The next month to be remitted."""
        return next_month(self.employer)

    def values(self) -> dict[str, object]:
        """The question as the statements' parameters."""
        before = self.before()
        bounds = bounds_for(employer=self.employer, on=self.today)
        return {
            "employer": self.employer.pk,
            "month": self.month.code,
            "before": before.remittance_id if before else None,
            "month_before": before.month.code if before else 0,
            "cap_fen": bounds.base_cap_fen,
            "floor_fen": bounds.base_floor_fen,
        }

    def before(self) -> RemittedMonth | None:
        """The month remitted last."""
        live = RemittedMonth.objects.filter(employer=self.employer, live=True)
        return live.filter(month__lt=self.month).order_by("-month").first()

    def summary(self) -> Summary:
        """Heads and amounts by reason of change, and what stands out; one statement."""
        found, before = self._summed_up(), self.before()
        changes = [
            Step(str(reason.label), found[reason.value], found[f"{reason.value}_fen"], reason)
            for reason in (Reason.JOINED, Reason.LEFT, Reason.BASE, Reason.RATIO)
        ]
        return Summary(
            month=self.month,
            month_before=before.month if before else None,
            steps=(
                Step("上次汇缴", found["before_heads"], found["before_fen"]),
                *changes,
                Step("本次应缴", found["now_heads"], found["now_fen"]),
            ),
            warnings=tuple(
                (name.value, str(name.label), found[name.value])
                for name in Warned
                if found[name.value]
            ),
        )

    def _summed_up(self) -> Mapping[str, int]:
        everybody = {"reason": "", "warning": "", "words": ""}
        return end("contributions/dry_run_summary", of=LIST, **self.values(), **everybody)

    def people(self, *, reason: str = "", warning: str = "", words: str = "") -> SqlListing:
        """The persons of both months, those who change first; names by part, pinyin, number."""
        asked = {"reason": reason, "warning": warning, "words": words}
        return SqlListing(LIST, {**self.values(), **asked}, SUMMED, _person)


def _person(row: Mapping[str, Any]) -> Person:
    flags: Sequence[str] = [name.value for name in Warned if row[name.value]]
    kept = (
        "number", "name", "base_before_fen", "base_fen", "before_fen", "now_fen", "more_fen",
        "reason",
    )  # fmt: skip
    return Person(**{name: row[name] for name in kept}, warnings=tuple(flags))
