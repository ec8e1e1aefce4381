"""What the paper of a payment made twice states (重复付款退还单); amounts in fen."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan


@dataclass(frozen=True, kw_only=True)
class ClaimFacts:
    """Who got how much twice, by which lines of the bank's statement, and what is still owed.

    `moved_fen` is what this very paper is about: the whole claim, or what came back of it.
    The card is masked already when it is written here.
    """

    kind: ClassVar[str] = "claim"
    has_amount: ClassVar[bool] = True

    member_name: str
    payee_name: str
    account: str
    employer_name: str
    withdrawal: str
    card: str
    paid: str
    meant: str
    claimed_fen: int
    open_fen: int
    moved_fen: int
    return_to: str
    business_serial: str
    handler: str
    status: str

    @property
    def total_fen(self) -> int:
        """What this paper is about, in fen."""
        return self.moved_fen

    @property
    def above(self) -> Pairs:
        """The label and value pairs over the amount."""
        return (
            ("缴存人", self.member_name),
            ("领款人", self.payee_name),
            ("个人账号", mask_account(self.account)),
            ("单位名称", self.employer_name),
            ("提取业务", self.withdrawal),
            ("重复付到", self.card),
            ("重复付款（银行流水）", self.paid),
            ("应有付款（银行流水）", self.meant),
            ("应退还合计", f"{format_yuan(self.claimed_fen)} 元"),
            ("尚未退还", f"{format_yuan(self.open_fen)} 元"),
            ("退还账户", self.return_to),
        )

    @property
    def below(self) -> Pairs:
        """The label and value pairs that say who, under which number, and how it stands."""
        return (
            ("经办", self.handler),
            ("业务流水号", self.business_serial),
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
