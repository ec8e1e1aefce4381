"""Into which bank account the center collects (归集账户), and where the ledger keeps it."""

from datetime import date

from anju.ledger.chart import BANK_DEPOSIT, SUSPENSE
from anju.ledger.open import fund_account
from anju.payments.bank import Party
from anju.payments.models import Order
from anju.policy.rules import value


def collection_account(today: date) -> Party:
    """The center's collection account as the bank knows it."""
    account = value("bank.collection_account", on=today)
    return Party(account=account.account, name=account.name)


def collection_ledger(today: date, order: Order | None = None) -> int:
    """The ledger account (10101) of the bank account an order paid into, or of today's.

    An order drawn before the center changed its bank account brought its money to the old one.
    """
    account = order.payee_account if order else collection_account(today).account
    return fund_account(subject=BANK_DEPOSIT, number=account, opened_on=today)


def suspense_ledger(today: date) -> int:
    """The ledger account (21905) of money that came and is not allotted yet (暂收)."""
    return fund_account(subject=SUSPENSE, number=SUSPENSE, opened_on=today)


def arrival_ledger(today: date, account: str) -> int:
    """The ledger account (10101) of the bank account into which money came by itself."""
    return fund_account(subject=BANK_DEPOSIT, number=account, opened_on=today)
