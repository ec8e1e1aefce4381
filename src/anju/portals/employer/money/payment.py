"""A payment as its page tells it: waiting for the bank, done, or turned down."""

from dataclasses import dataclass

from anju.ground.masks import mask_card
from anju.payments.models import SignedAccount


@dataclass(frozen=True)
class Answer:
    """One line to check before money moves."""

    label: str
    value: str
    words: str = ""
    change_url: str = ""
    grand: bool = False


@dataclass(frozen=True)
class Payment:
    """What the page of a payment shows; the amount in fen."""

    serial: str
    amount_fen: int
    state: str
    url: str
    done_words: str
    done_detail: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    again_url: str
    receipt_url: str

    @property
    def waiting(self) -> bool:
        """Whether the bank has not answered yet."""
        return self.state == "processing"

    @property
    def succeeded(self) -> bool:
        """Whether it is booked."""
        return self.state == "posted"


def bank_words(signed: SignedAccount | None) -> str:
    """The signed account in words, masked."""
    return f"{signed.bank} {mask_card(signed.account)}" if signed else "（未签约）"
