"""What the ledger answers: balances, and the lines of one account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from anju.centers.sql import end, one, rows
from anju.ground.calendar import Month
from anju.ledger.kinds import INTEREST_KINDS, Kind
from anju.ledger.models import Balance


@dataclass(frozen=True)
class Line:
    """One line of a statement, in fen: what came in is positive, what went out negative."""

    number: str
    booked_on: date
    value_on: date
    recorded_at: datetime
    kind: Kind
    amount_fen: int
    interest_fen: int
    balance_fen: int
    summary: str
    month: Month | None
    branch: str
    channel: str
    is_reversal: bool
    # Under which act of which business it was booked.
    act: str = ""


@dataclass(frozen=True)
class Totals:
    """How many lines a filter finds, and what came in and went out, in fen."""

    lines: int
    in_fen: int
    out_fen: int


@dataclass(frozen=True)
class Span:
    """Which lines of an account are asked for; both days belong to it."""

    account: int
    since: date
    until: date
    kinds: tuple[Kind, ...] = ()

    def values(self) -> dict[str, object]:
        """The span as the statements' parameters."""
        return {
            "account": self.account,
            "since": self.since,
            "until": self.until,
            "kinds": [kind.value for kind in self.kinds] or None,
        }


def statement(*, span: Span, limit: int, offset: int = 0) -> list[Line]:
    """A page of an account's lines, newest first."""
    found = rows("ledger/statement", **span.values(), limit=limit, offset=offset)
    return [_line(row) for row in found]


def statement_totals(*, span: Span) -> Totals:
    """What the whole span holds, for the line under the table."""
    return Totals(**end("ledger/statement_totals", of="ledger/statement", **span.values()))


def balances(*, accounts: Iterable[int]) -> dict[int, int]:
    """What each account holds now, in fen."""
    held = Balance.objects.filter(account_id__in=list(accounts))
    return {balance.account_id: balance.fen for balance in held}


def balance_on(*, account: int, day: date) -> int:
    """What an account held at the end of a day, in fen (credits positive)."""
    return int(one("ledger/balance_on", account=account, day=day)["fen"])


def _line(row: dict[str, object]) -> Line:
    kind, amount = Kind(str(row["kind"])), int(str(row["amount_fen"]))
    earns = kind in INTEREST_KINDS
    return Line(
        number=f"{row['entry_id']:0>10}",
        booked_on=row["booked_on"],  # type: ignore[arg-type]
        value_on=row["value_on"],  # type: ignore[arg-type]
        recorded_at=row["recorded_at"],  # type: ignore[arg-type]
        kind=kind,
        amount_fen=0 if earns else amount,
        interest_fen=amount if earns else 0,
        balance_fen=int(str(row["balance_fen"])),
        summary=str(row["summary"]),
        month=Month.of_code(int(str(row["month"]))) if row["month"] else None,
        branch=str(row["branch"]),
        channel=str(row["channel"]),
        is_reversal=row["reverses_id"] is not None,
        act=str(row["act"]),
    )
