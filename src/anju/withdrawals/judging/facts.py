"""What the center knows of members when it judges their withdrawals, in whole fen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from anju.centers.sql import Row, rows
from anju.ground.calendar import Month
from anju.people.models import FundAccount, Member


@dataclass(frozen=True)
class Account:
    """One fund account as it stands: what is free is the balance less what is held."""

    ledger: int
    number: str
    state: str
    employer: str
    balance_fen: int
    free_fen: int
    monthly_fen: int
    opened_on: date
    sealed_on: date | None
    # What an employer has handed in for it and the bank has not brought yet.
    coming_fen: int = 0

    @property
    def open(self) -> bool:
        """Whether money can lie on it."""
        return self.state in ("01", "02", "06")


@dataclass(frozen=True)
class Taken:
    """An earlier withdrawal that counts: how much, when, for which home or loan."""

    number: str
    reason: str
    fen: int
    on: date
    home: bytes | None
    loan: int | None


@dataclass(frozen=True)
class Loan:
    """A loan on record, with what was repaid of it in fen by day."""

    pk: int
    number: str
    kind: str
    state: str
    contract_number: str
    bank: str
    repaid: Sequence[tuple[date, int]]


@dataclass(frozen=True)
class Facts:
    """Everything about one member on one day that a check may ask for."""

    today: date
    member: int
    sex: str
    born_on: date
    accounts: Sequence[Account]
    paid_in_row: int
    paid_last: Month | None
    taken: Sequence[Taken]
    loans: Sequence[Loan]
    open_number: str
    held_because: str = ""
    held_until: datetime | None = None
    retired: bool = False
    papers: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def account(self, number: str) -> Account | None:
        """One of the member's accounts by its number."""
        return next((one for one in self.accounts if one.number == number), None)

    @property
    def main(self) -> Account | None:
        """The open account to take from when none is named: the one with the most money."""
        return max(
            (one for one in self.accounts if one.open),
            key=lambda one: one.balance_fen,
            default=None,
        )


def facts_of(*, member: Member, today: date, now: datetime) -> Facts:
    """The facts of one member; four statements whatever his history."""
    return facts_of_many(members=[member.pk], today=today, now=now)[member.pk]


def facts_of_many(*, members: Sequence[int], today: date, now: datetime) -> dict[int, Facts]:
    """The facts of any number of members, read together; unknown members are left out."""
    asked = {"members": list(members)}
    accounts = _by_member(rows("withdrawals/facts_accounts", **asked))
    taken = _by_member(rows("withdrawals/facts_taken", **asked))
    loans = _by_member(rows("withdrawals/facts_loans", **asked))
    return {
        row["member_id"]: Facts(
            today=today,
            member=row["member_id"],
            sex=row["sex"],
            born_on=row["born_on"],
            accounts=[_account(one) for one in accounts.get(row["member_id"], [])],
            paid_in_row=row["paid_in_row"],
            paid_last=Month.of_code(row["paid_last"]) if row["paid_last"] else None,
            taken=[_taken(one) for one in taken.get(row["member_id"], [])],
            loans=[_loan(one) for one in loans.get(row["member_id"], [])],
            open_number=row["open_number"],
            held_because=row["held_because"],
            held_until=row["held_until"],
            papers=json.loads(row["papers"]),
        )
        for row in rows("withdrawals/facts_members", **asked, now=now)
    }


def sealed_today(facts: Facts) -> Facts:
    """The same member as if he left his employer today."""
    accounts = [
        replace(one, state=FundAccount.State.SEALED, sealed_on=facts.today)
        if one.state == FundAccount.State.NORMAL
        else one
        for one in facts.accounts
    ]
    return replace(facts, accounts=accounts)


def _by_member(found: list[Row]) -> dict[int, list[Row]]:
    sorted_out: dict[int, list[Row]] = {}
    for row in found:
        sorted_out.setdefault(row.pop("member_id"), []).append(row)
    return sorted_out


def _account(row: Row) -> Account:
    return Account(**row)


def _taken(row: Row) -> Taken:
    home = row.pop("home")
    return Taken(**row, home=bytes(home) if home else None)


def _loan(row: Row) -> Loan:
    repaid = [(date.fromisoformat(day), fen) for day, fen in json.loads(row.pop("repaid"))]
    return Loan(**row, repaid=repaid)
