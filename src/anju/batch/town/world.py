"""What stands around a hall while it is built: its bank, and somebody who watches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from anju.payments.bank import Bank, Party


class Teller(Protocol):
    """What the bank is told from behind its own counter."""

    def knows(self, account: str) -> bool:
        """Whether the bank keeps this account."""
        ...

    def open_accounts(self, accounts: list[tuple[Party, int]], *, bank: str) -> None:
        """Open accounts with these balances in fen."""
        ...

    def open_cards(self, cards: list[tuple[Party, str]], *, bank: str) -> None:
        """Open empty cards: whose, and the identity number the bank knows."""
        ...

    def set_status(self, account: str, status: str) -> None:
        """Freeze an account or thaw it: `frozen` or `normal`."""
        ...

    def set_date(self, day: date, *, account: str) -> None:
        """Move the business date of one account."""
        ...

    def remarks_of_the_day(self, account: str) -> list[str]:
        """What payers wrote on whatever moved on the account's own day so far."""
        ...

    def transfer(self, *, payer: Party, payee: Party, amount_fen: int, remark: str) -> str:
        """Let money arrive that nobody instructed; answers the bank's serial."""
        ...

    def tell_arrivals(self, account: str, url: str) -> None:
        """Have the bank call this address whenever money comes by itself."""
        ...


@dataclass(frozen=True)
class World:
    """Around the hall: its bank by the front door and by the back door, and who watches."""

    bank: Bank
    teller: Teller
    progress: Callable[[int, str], None]
