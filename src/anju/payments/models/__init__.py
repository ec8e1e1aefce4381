"""Orders to the bank, every answer to them, and the bank's daily statements."""

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
    "Order",
    "SignedAccount",
    "StatementLine",
]
