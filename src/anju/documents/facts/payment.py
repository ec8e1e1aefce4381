"""What the receipt of an employer's payment states; amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.ground.calendar import Month
from anju.ground.masks import mask_account, mask_card
from anju.ground.money import format_yuan

MONTH_HEADS = ("汇缴年月", "人数", "单位部分（元）", "个人部分（元）", "合计（元）")


@dataclass(frozen=True, kw_only=True)
class MonthLine:
    """One month of a remittance: how many people, and both sides in fen."""

    month: Month
    heads: int
    employer_fen: int
    own_fen: int

    @property
    def total_fen(self) -> int:
        """Both sides of the month, in fen."""
        return self.employer_fen + self.own_fen


@dataclass(frozen=True, kw_only=True)
class Payment:
    """What every receipt for an employer's payment states; accounts are masked when shown."""

    kind: ClassVar[str]
    has_amount: ClassVar[bool] = True

    employer_name: str
    employer_account: str
    business_serial: str
    pay_method: str
    channel: str
    handler: str
    status: str = "已入账"
    payer_bank: str = ""
    payer_account: str = ""
    bank_serial: str = ""

    @property
    def _head(self) -> Pairs:
        return (
            ("单位名称", self.employer_name),
            ("单位账号", mask_account(self.employer_account)),
        )

    @property
    def _way(self) -> Pairs:
        account = f"{self.payer_bank} {mask_card(self.payer_account)}".strip()
        return (("缴款方式", self.pay_method), ("付款账户", account or "—"))

    @property
    def below(self) -> Pairs:
        """The label and value pairs under the amount."""
        return (
            ("渠道 / 经办", f"{self.channel} / {self.handler}"),
            ("银行流水号", self.bank_serial or "—"),
            ("业务流水号", self.business_serial),
            ("业务状态", self.status),
        )

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        return cls(**payload)


@dataclass(frozen=True, kw_only=True)
class RemittanceFacts(Payment):
    """A remittance (汇缴) of one or several months in a row."""

    kind: ClassVar[str] = "remittance"

    months: tuple[MonthLine, ...]
    from_prepayment_fen: int = 0

    def __post_init__(self) -> None:
        if not self.months:
            raise ValueError("a remittance pays for at least one month")

    @property
    def total_fen(self) -> int:
        """All months, both sides, in fen."""
        return sum(line.total_fen for line in self.months)

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        heads = sum(line.heads for line in self.months)
        unit = "人" if len(self.months) == 1 else "人次"
        pairs = (
            *self._head,
            ("汇缴年月", f"{self.months[0].month} 至 {self.months[-1].month}"),
            ("汇缴人数", f"{heads:,} {unit}"),
            ("单位部分", f"{format_yuan(sum(m.employer_fen for m in self.months))} 元"),
            ("个人部分", f"{format_yuan(sum(m.own_fen for m in self.months))} 元"),
            *self._way,
        )
        if not self.from_prepayment_fen:
            return pairs
        paid = self.total_fen - self.from_prepayment_fen
        return (
            *pairs,
            ("实缴金额", f"{format_yuan(paid)} 元"),
            ("预缴转出金额", f"{format_yuan(self.from_prepayment_fen)} 元"),
        )

    @property
    def table(self) -> Table:
        """A row for each month, when there are several."""
        if len(self.months) == 1:
            return NO_TABLE
        rows = (
            (
                str(line.month),
                f"{line.heads:,}",
                format_yuan(line.employer_fen),
                format_yuan(line.own_fen),
                format_yuan(line.total_fen),
            )
            for line in self.months
        )
        return Table("各月明细", MONTH_HEADS, tuple(rows))

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values, each month as [code, heads, employer's fen, own fen]."""
        lines = [[m.month.code, m.heads, m.employer_fen, m.own_fen] for m in self.months]
        return {**super().to_payload(), "months": lines}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        months = tuple(
            MonthLine(month=Month.of_code(code), heads=heads, employer_fen=unit, own_fen=own)
            for code, heads, unit, own in payload["months"]
        )
        return cls(**{**payload, "months": months})


@dataclass(frozen=True, kw_only=True)
class PrepaymentFacts(Payment):
    """Money put into the employer's prepayment account (预缴户)."""

    kind: ClassVar[str] = "prepayment"

    total_fen: int
    balance_fen: int
    remark: str = ""
    table: ClassVar[Table] = NO_TABLE

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        return (
            *self._head,
            *self._way,
            ("预缴户余额", f"{format_yuan(self.balance_fen)} 元"),
            ("备注", self.remark or "—"),
        )
