"""What the house says to a bank and what it hears back, whichever bank it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

Kind = Literal["collect", "pay"]
State = Literal["accepted", "succeeded", "rejected"]
Direction = Literal["in", "out"]
CardResult = Literal[
    "matches", "other_name", "other_identity", "other_bank", "unknown", "unusable"
]


class BankSilent(Exception):
    """The bank gave no usable answer: ask again by the same serial, never send under a new one.

    Silence is a time-out, a broken connection, a 5xx, a wrong signature or a malformed answer.
    """


class BankRefused(Exception):
    """The bank read the message and will not act on it (400, 409)."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"银行拒收（{status}）：{reason}")
        self.status = status
        self.reason = reason


class DayNotOver(Exception):
    """The bank's own day still lasts, so that its statement would not be final: ask later."""


class BadSignature(Exception):
    """A message claims to come from the bank and does not prove it."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a payment: an account number and the name it is held under."""

    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """What we ask the bank to do, once per serial; `amount_fen` in fen, above zero.

    The bank calls `callback_url` when it knows the outcome; empty means we shall ask instead.
    """

    serial: str
    kind: Kind
    amount_fen: int
    payer: Party
    payee: Party
    purpose: str
    remark: str
    callback_url: str = ""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The bank has taken the instruction; whether the money moves comes later."""

    serial: str
    bank_serial: str
    state: State


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bank says about one instruction; `value_on` is its date once it succeeded.

    `message_id` names a callback, and is empty in the answer to a query.
    """

    serial: str
    bank_serial: str
    state: State
    amount_fen: int
    reason: str
    value_on: date | None
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class CardCheck:
    """Who is said to hold which card (账户核验); the bank compares, and tells nothing else."""

    bank: str
    card: Party
    identity_type: str
    identity_number: str


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What the bank found; `reference` is its own number of this question."""

    result: CardResult
    reference: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement as the bank booked it; `serial` is None when we did not ask for it.

    `digest` is the bank's own word for it (摘要), `remark` what the payer wrote (备注).
    """

    line_no: int
    bank_serial: str
    serial: str | None
    direction: Direction
    amount_fen: int
    balance_fen: int
    other_account: str
    other_name: str
    remark: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The bank tells that money nobody ordered has come into an account of ours (到账通知)."""

    account: str
    day: date
    bank_serial: str
    amount_fen: int
    payer: Party
    digest: str
    remark: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The bank's statement (对账单) of one account for one day."""

    account: str
    day: date
    opening_fen: int
    closing_fen: int
    lines: tuple[StatementLine, ...]

    def flaw(self) -> str | None:
        """Say what makes this statement unfit to be matched, or None when it adds up.

        Lines are numbered from 1 without gap, each bank serial stands once, and every balance
        follows from the one before, to the closing balance. All in fen; nothing is rounded.
        """
        balance_fen = self.opening_fen
        seen: set[str] = set()
        for place, line in enumerate(self.lines, start=1):
            if line.line_no != place:
                return f"对账单第 {place} 行的行号是 {line.line_no}，可能缺行或次序有误。"
            if line.bank_serial in seen:
                return f"对账单第 {place} 行的银行流水 {line.bank_serial} 重复出现。"
            seen.add(line.bank_serial)
            balance_fen += line.amount_fen if line.direction == "in" else -line.amount_fen
            if line.balance_fen != balance_fen:
                return f"对账单第 {place} 行的余额与上一行推算的不一致。"
        if self.closing_fen != balance_fen:
            return "对账单的期末余额与逐笔推算的不一致。"
        return None


class Bank(Protocol):
    """A bank the house can speak to; gateways provide it, settings name which."""

    def send(self, instruction: Instruction) -> Acceptance:
        """Hand over an instruction; the same one again moves nothing more.

        Raises BankSilent when nobody knows whether the bank has it, BankRefused when it will
        not act.
        """
        ...

    def query(self, serial: str) -> Answer | None:
        """Ask what became of our serial; None when the bank has never seen it.

        Raises BankSilent without a usable answer.
        """
        ...

    def statement(self, day: date, account: str) -> Statement:
        """Fetch the statement of an account for one of the bank's days, as the bank wrote it.

        Raises DayNotOver while the bank's own day lasts, BankSilent without a usable answer,
        BankRefused for an account unknown there.
        """
        ...

    def verify_card(self, check: CardCheck) -> CardAnswer:
        """Ask whether a card is held under this name and identity; no money moves.

        Raises BankSilent without a usable answer, BankRefused when it will not look.
        """
        ...

    def verify_callback(self, *, headers: Mapping[str, str], path: str, body: bytes) -> Answer:
        """Read a message the bank sent us; `path` is what it called, query string included.

        Raises BadSignature when it is not the bank's, BankSilent when it is but cannot be read.
        """
        ...

    def verify_notice(self, *, headers: Mapping[str, str], path: str, body: bytes) -> Notice:
        """Read an arrival notice the bank sent us, proven as `verify_callback` proves answers.

        Raises BadSignature when it is not the bank's, BankSilent when it is but cannot be read.
        """
        ...


class BankClock(Protocol):
    """The calendar of a bank that is simulated; a real bank's days end by themselves."""

    def end_days_before(self, day: date, *, account: str) -> None:
        """Let the bank end every earlier day of an account. Raises BankSilent without a yes."""
        ...
