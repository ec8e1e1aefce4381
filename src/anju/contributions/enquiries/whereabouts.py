"""Where an employer's money is (钱到哪了): each payment and arrival, how old, who must act."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models.enums import TextChoices

from anju.centers.listing import SqlListing
from anju.contributions.models import BackPayment, Prepayment, Remittance, Suspense
from anju.ground.calendar import Month
from anju.ground.money import format_yuan
from anju.people.models import Employer


class MoneyKind(TextChoices):
    """What the money is, or is for."""

    REMITTANCE = "remittance", "汇缴"
    PREPAYMENT = "prepayment", "预缴"
    BACK_PAYMENT = "back_payment", "补缴"
    ARRIVAL = "arrival", "来款"


class Stage(TextChoices):
    """How far it is."""

    OPEN = "open", "在途"
    DONE = "done", "已办结"
    FAILED = "failed", "未成功"


class Who(TextChoices):
    """Who must act next."""

    YOU = "you", "贵单位"
    BANK = "bank", "银行"
    CENTER = "center", "中心"


_WAYS: dict[str, dict[str, str]] = {
    MoneyKind.REMITTANCE: dict(Remittance.Method.choices),
    MoneyKind.PREPAYMENT: dict(Prepayment.Way.choices),
    MoneyKind.BACK_PAYMENT: dict(BackPayment.Method.choices),
    MoneyKind.ARRIVAL: {
        "": "未识别",
        **{key: f"按{word}" for key, word in Suspense.Found.choices if key},
    },
}
_STATES: dict[str, dict[str, str]] = {
    MoneyKind.REMITTANCE: dict(Remittance.State.choices),
    MoneyKind.PREPAYMENT: dict(Prepayment.State.choices),
    MoneyKind.BACK_PAYMENT: dict(BackPayment.State.choices),
    MoneyKind.ARRIVAL: dict(Suspense.State.choices),
}
SUMMED = ("deed_fen", "arrival_fen", "open_fen")


@dataclass(frozen=True)
class Whereabout:
    """One sum of money on its way; amounts in fen, age in whole days."""

    kind: str
    number: str
    way: str
    state: str
    first: Month | None
    last: Month | None
    amount_fen: int
    come_fen: int
    since_on: date
    ended_on: date | None
    expires_on: date | None
    who: str
    stage: str
    words: str
    age_days: int
    # The sum of a deed; money that came for it stands in a column of its own.
    deed_fen: int | None
    arrival_fen: int | None
    open_fen: int

    @property
    def label(self) -> str:
        """汇缴 of which months, 预缴, or 来款."""
        name = str(MoneyKind(self.kind).label)
        if self.first is None or self.last is None:
            return name
        if self.first == self.last:
            return f"{name} {self.first.chinese}"
        return f"{name} {self.first.chinese}至 {self.last.chinese}"

    @property
    def way_label(self) -> str:
        """How it is paid, or by what it was recognised."""
        return _WAYS[self.kind][self.way]

    @property
    def state_label(self) -> str:
        """Its state in a word."""
        return _STATES[self.kind][self.state]

    @property
    def who_label(self) -> str:
        """Who must act; nobody when it is over."""
        return str(Who(self.who).label) if self.who else "—"

    @property
    def lacks_fen(self) -> int:
        """What a remittance by transfer still waits for."""
        waits = self.state == Remittance.State.WAITING
        return self.amount_fen - self.come_fen if waits else 0

    @property
    def sentence(self) -> str:
        """What happens now, or what came of it."""
        if self.lacks_fen and self.come_fen:
            return (
                f"已到 {format_yuan(self.come_fen)} 元，少 {format_yuan(self.lacks_fen)} 元，"
                f"请在 {self.expires_on} 前补汇。"
            )
        if self.lacks_fen:
            return f"请在 {self.expires_on} 前转账，备注写明汇款附言码。"
        if self.who == Who.CENTER:
            return "中心正在核实，不需要您操作。"
        if self.who == Who.BANK:
            return "银行正在处理，通常几分钟内有结果。"
        return self.words or ("已入账，可以打印回单。" if self.stage == Stage.DONE else "—")


@dataclass(frozen=True)
class MoneyQuestion:
    """Which money: begun between two days or still open, its kind and stage, whose turn."""

    since: date
    until: date
    today: date
    kind: str = ""
    stage: str = ""
    who: str = ""


def whereabouts(*, employer: Employer, wanted: MoneyQuestion) -> SqlListing:
    """The employer's money, open first and then the newest, with its sums."""
    values: dict[str, object] = {"employer": employer.pk, **vars(wanted)}
    return SqlListing("contributions/whereabouts", values, SUMMED, _read)


def _read(row: dict[str, Any]) -> Whereabout:
    months = {
        name: Month.of_code(row[name]) if row[name] else None for name in ("first", "last")
    }
    return Whereabout(**{**row, **months})
