"""Orders to the bank, every answer to them, its daily statements, and members' cards."""

from anju.payments.models.cards import MemberCard
from anju.payments.models.orders import BankMessage, Order, SignedAccount
from anju.payments.models.statements import (
    Arrival,
    AwaitedStatement,
    DayStatement,
    StatementLine,
)

__all__ = [
    "Arrival",
    "AwaitedStatement",
    "BankMessage",
    "DayStatement",
    "MemberCard",
    "Order",
    "SignedAccount",
    "StatementLine",
]
