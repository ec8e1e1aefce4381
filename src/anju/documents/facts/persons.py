"""What receipts state that name persons and months (补缴, 退缴, 错缴更正); amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from anju.documents.facts.payment import Payment
from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.ground.calendar import Month
from anju.ground.masks import mask_account, mask_card
from anju.ground.money import format_yuan

PERSONS_MOST = 300
HEADS = ("姓名", "个人账号", "年月", "单位部分（元）", "个人部分（元）", "合计（元）")


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One person: from which month to which, and both sides of all of them in fen."""

    name: str
    account: str
    first: Month
    last: Month
    employer_fen: int
    own_fen: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it, the account masked."""
        span = str(self.first) if self.first == self.last else f"{self.first} 至 {self.last}"
        return (
            self.name,
            mask_account(self.account),
            span,
            format_yuan(self.employer_fen),
            format_yuan(self.own_fen),
            format_yuan(self.employer_fen + self.own_fen),
        )


@dataclass(frozen=True, kw_only=True)
class PersonsFacts(Payment):
    """A deed on persons and months; of more than 300 persons only the sums are printed.

    `heads` counts a person once for each month (人次).
    """

    heads: int
    employer_fen: int
    own_fen: int
    persons: tuple[PersonLine, ...] = ()

    @property
    def total_fen(self) -> int:
        """Both sides of everybody, in fen."""
        return self.employer_fen + self.own_fen

    @property
    def _sums(self) -> Pairs:
        return (
            ("人次", f"{self.heads:,} 人次"),
            ("单位部分", f"{format_yuan(self.employer_fen)} 元"),
            ("个人部分", f"{format_yuan(self.own_fen)} 元"),
        )

    @property
    def table(self) -> Table:
        """A row for each person."""
        if not self.persons:
            return NO_TABLE
        return Table("人员明细", HEADS, tuple(line.cells for line in self.persons))

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values, a person as [name, account, first, last, fen, fen]."""
        lines = [
            [p.name, p.account, p.first.code, p.last.code, p.employer_fen, p.own_fen]
            for p in self.persons
        ]
        return {**super().to_payload(), "persons": lines}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        persons = tuple(
            PersonLine(
                name=name,
                account=account,
                first=Month.of_code(first),
                last=Month.of_code(last),
                employer_fen=unit,
                own_fen=own,
            )
            for name, account, first, last, unit, own in payload["persons"]
        )
        return cls(**{**payload, "persons": persons})


@dataclass(frozen=True, kw_only=True)
class BackPaymentFacts(PersonsFacts):
    """A back payment (补缴) for persons and months."""

    kind: ClassVar[str] = "back_payment"

    payment_kind: str
    from_prepayment_fen: int = 0

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        paid = self.total_fen - self.from_prepayment_fen
        return (
            *self._head,
            ("补缴类型", self.payment_kind),
            *self._sums,
            *self._way,
            ("实缴金额", f"{format_yuan(paid)} 元"),
            ("预缴转出金额", f"{format_yuan(self.from_prepayment_fen)} 元"),
        )


@dataclass(frozen=True, kw_only=True)
class RefundFacts(PersonsFacts):
    """What was taken back of a deed (退缴), why, and where the money went."""

    kind: ClassVar[str] = "refund"

    corrected: str
    reason: str

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        return (
            *self._head,
            ("原业务流水号", self.corrected),
            ("原因", self.reason),
            *self._sums,
            ("退款去向", self.pay_method),
            ("收款账户", mask_card(self.payer_account) if self.payer_account else "—"),
        )


@dataclass(frozen=True, kw_only=True)
class CorrectionFacts(RefundFacts):
    """What was taken back because too much had been paid (错缴更正)."""

    kind: ClassVar[str] = "correction"
