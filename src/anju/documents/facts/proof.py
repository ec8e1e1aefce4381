"""What a proof of an employer's deposits states (单位缴存情况证明); amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from anju.documents.facts.table import Pairs, Table
from anju.ground.calendar import Month
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan

HEADS = ("缴存年月", "人数", "单位部分（元）", "个人部分（元）", "合计（元）", "记账日期")


@dataclass(frozen=True, kw_only=True)
class ProofMonth:
    """One month of the proof; one not paid has nobody, nothing and no day (empty text)."""

    month: Month
    heads: int
    employer_fen: int
    own_fen: int
    booked_on: str

    @property
    def total_fen(self) -> int:
        """Both sides of the month, in fen."""
        return self.employer_fen + self.own_fen

    @property
    def paid(self) -> bool:
        """Whether the month was paid."""
        return bool(self.booked_on)


@dataclass(frozen=True, kw_only=True)
class ProofFacts:
    """How an employer paid from one month to another, month by month, as of one day."""

    kind: ClassVar[str] = "deposit_proof"
    has_amount: ClassVar[bool] = True

    employer_name: str
    employer_account: str
    credit_code: str
    state: str
    paid_through: str
    ratios: str
    heads_now: int
    channel: str
    handler: str
    months: tuple[ProofMonth, ...]

    def __post_init__(self) -> None:
        if not self.months:
            raise ValueError("a proof speaks of at least one month")

    @property
    def total_fen(self) -> int:
        """All months, both sides, in fen."""
        return sum(line.total_fen for line in self.months)

    @property
    def statement(self) -> str:
        """The one sentence the proof is for."""
        unpaid = [str(line.month) for line in self.months if not line.paid]
        span = f"自 {self.months[0].month} 至 {self.months[-1].month}"
        if not unpaid:
            return f"{span}，共 {len(self.months)} 个月，已逐月缴存住房公积金。"
        paid = len(self.months) - len(unpaid)
        named = "、".join(unpaid[:6]) + (f" 等 {len(unpaid)} 个月" if len(unpaid) > 6 else "")
        return f"{span}，共 {len(self.months)} 个月，已缴存 {paid} 个月，尚未缴存：{named}。"

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        return (
            ("单位名称", self.employer_name),
            ("单位账号", mask_account(self.employer_account)),
            ("信用代码", self.credit_code),
            ("账户状态", self.state),
            ("缴至年月", self.paid_through),
            ("缴存比例", self.ratios),
            ("正常缴存人数", f"{self.heads_now:,} 人"),
            ("证明期间", f"{self.months[0].month} 至 {self.months[-1].month}"),
            ("缴存情况", self.statement),
        )

    @property
    def below(self) -> Pairs:
        """The label and value pairs under the amount."""
        return (("渠道 / 申请人", f"{self.channel} / {self.handler}"),)

    @property
    def public(self) -> Pairs:
        """What whoever holds the code may set against the paper."""
        return (
            ("信用代码", self.credit_code),
            ("缴至年月", self.paid_through),
            ("缴存情况", self.statement),
        )

    @property
    def table(self) -> Table:
        """A row for each month, the unpaid ones too."""
        rows = (
            (
                str(line.month),
                f"{line.heads:,}",
                format_yuan(line.employer_fen),
                format_yuan(line.own_fen),
                format_yuan(line.total_fen),
                line.booked_on or "未缴存",
            )
            for line in self.months
        )
        return Table("各月缴存情况", HEADS, tuple(rows))

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values, each month as [code, heads, unit's fen, own fen, day]."""
        months = [
            [m.month.code, m.heads, m.employer_fen, m.own_fen, m.booked_on] for m in self.months
        ]
        return {**vars(self), "months": months}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        months = tuple(
            ProofMonth(
                month=Month.of_code(code),
                heads=heads,
                employer_fen=unit,
                own_fen=own,
                booked_on=day,
            )
            for code, heads, unit, own, day in payload["months"]
        )
        return cls(**{**payload, "months": months})
