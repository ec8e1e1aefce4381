"""What the receipt of a deed states that changes something and moves no money of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.ground.masks import mask_account


@dataclass(frozen=True, kw_only=True)
class ChangeFacts:
    """Accounts opened, sealed or re-based, an employer's data changed: pairs and a table.

    `pairs` stand over the foot in their order; identity numbers and accounts in pairs and rows
    are masked by whoever writes them. `total_fen` is 0 where there is no sum to state.
    """

    has_amount: ClassVar[bool] = False

    kind: str
    employer_name: str
    employer_account: str
    business_serial: str
    channel: str
    handler: str
    status: str = "已生效"
    pairs: Pairs = ()
    table: Table = field(default=NO_TABLE)
    total_fen: int = 0

    @property
    def above(self) -> Pairs:
        """The label and value pairs that say what was changed."""
        return (
            ("单位名称", self.employer_name),
            ("单位账号", mask_account(self.employer_account)),
            *self.pairs,
        )

    @property
    def below(self) -> Pairs:
        """The label and value pairs that say who did it, where, and under which number."""
        return (
            ("渠道 / 经办", f"{self.channel} / {self.handler}"),
            ("业务流水号", self.business_serial),
            ("业务状态", self.status),
        )

    def to_payload(self) -> dict[str, Any]:
        """The facts as JSON values."""
        plain = {item.name: getattr(self, item.name) for item in fields(self)}
        table = [self.table.title, self.table.heads, self.table.rows]
        return {**plain, "pairs": [list(pair) for pair in self.pairs], "table": table}

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Self:
        """The facts of a stored payload."""
        title, heads, rows = payload["table"]
        table = Table(title, tuple(heads), tuple(tuple(row) for row in rows))
        pairs = tuple((label, value) for label, value in payload["pairs"])
        return cls(**{**payload, "table": table, "pairs": pairs})
