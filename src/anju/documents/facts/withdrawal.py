"""What the receipt of a withdrawal states (提取回单); amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan


@dataclass(frozen=True, kw_only=True)
class WithdrawalFacts:
    """Who took how much out of which account, why, and into which card; the card is masked
    already when it is written here. `payee_name` is the heir of a dead member."""

    kind: ClassVar[str] = "withdrawal"
    has_amount: ClassVar[bool] = True

    member_name: str
    account: str
    employer_name: str
    reason: str
    mode: str
    principal_fen: int
    interest_fen: int
    bank: str
    card: str
    bank_serial: str
    business_serial: str
    channel: str
    handler: str
    status: str = "已到账"
    payee_name: str = ""

    @property
    def total_fen(self) -> int:
        """Principal and closing interest, in fen."""
        return self.principal_fen + self.interest_fen

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        return (
            ("缴存人" if self.payee_name else "姓名", self.member_name),
            ("个人账号", mask_account(self.account)),
            ("单位名称", self.employer_name),
            ("提取原因", self.reason),
            ("提取方式", self.mode),
            ("提取本金", f"{format_yuan(self.principal_fen)} 元"),
            ("销户利息", f"{format_yuan(self.interest_fen)} 元"),
            *((("领款人", self.payee_name),) if self.payee_name else ()),
            ("收款账户", f"{self.bank} {self.card}"),
        )

    @property
    def below(self) -> Pairs:
        """The label and value pairs that say where and under which numbers."""
        return (
            ("渠道 / 经办", f"{self.channel} / {self.handler}"),
            ("业务流水号", self.business_serial),
            ("银行流水号", self.bank_serial),
            ("业务状态", self.status),
        )

    @property
    def table(self) -> Table:
        """Nothing to list."""
        return NO_TABLE

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values; of the card only its last places are kept."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        return cls(**payload)
