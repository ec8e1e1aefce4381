"""What the API takes and gives: strict shapes, money as text with two decimals."""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Fen = Annotated[str, Field(pattern=r"^-?\d+\.\d{2}$", examples=["1440.00"])]
MonthText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", examples=["2026-11"])]


class Strict(Schema):
    """Nothing but what is named here."""

    model_config = ConfigDict(extra="forbid")


class Submission(Strict):
    """提交清册: the version that was looked at, and whether all lines must be good."""

    version: Annotated[int, Field(ge=1, le=2_000_000_000, strict=True)]
    accept: Literal["good", "all"]


class UploadState(Strict):
    """How far a roster is."""

    id: int
    state: str
    state_label: str
    step: str
    rows_done: int
    rows_all: int
    percent: int
    doubts: list[str]
    refusal: str
    register_number: str | None
    links: dict[str, str]


class RegisterState(Strict):
    """A register with its sums, good lines only."""

    number: str
    month: MonthText
    state: str
    state_label: str
    version: int
    unchanged: int
    good: int
    bad: int
    before_heads: int
    before: Fen
    after_heads: int
    after: Fen
    # The submission that waits for a second person (待复核).
    review_number: str | None


class LineErrorState(Strict):
    """One thing wrong, as on the web."""

    line: int
    code: str
    sentence: str
    reason: str
    way: str
    field: str
    row: int | None
    cell: str


class LineState(Strict):
    """One change; numbers of people behind their masks."""

    id: int
    row: int | None
    kind: str
    kind_label: str
    name: str
    identity_number: str
    base: Fen | None
    before: Fen
    after: Fen
    errors: list[LineErrorState]


class Lines(Strict):
    """A page of lines."""

    total: int
    page: int
    size: int
    lines: list[LineState]


class MonthState(Strict):
    """One month that is owed."""

    month: MonthText
    heads: int
    total: Fen
    due_on: str


class DuesState(Strict):
    """What remitting up to a month would cost."""

    months: list[MonthState]
    total: Fen
    prepaid: Fen


class RemittanceState(Strict):
    """One remittance."""

    number: str
    first_month: MonthText
    last_month: MonthText
    heads: int
    total: Fen
    state: str
    state_label: str
    submitted_on: str
    posted_on: str | None


class Remittances(Strict):
    """A page of remittances, newest first."""

    total: int
    page: int
    size: int
    remittances: list[RemittanceState]


class ReceiptState(Strict):
    """One receipt; its PDF lies at the link."""

    number: str
    kind: str
    kind_label: str
    issued_on: str
    total: Fen | None
    prints: int
    link: str


class Receipts(Strict):
    """A page of receipts, newest first."""

    total: int
    page: int
    size: int
    receipts: list[ReceiptState]
