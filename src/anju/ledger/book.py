"""The door of the ledger: books an entry of a handful of legs, or of any number of them."""

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from psycopg import Cursor

from anju.centers.connection import connection
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ledger.kinds import Kind


class Overdrawn(Refusal):
    code = "ledger.overdrawn"


class Held(Overdrawn):
    code = "ledger.held"


class AlreadyBooked(Refusal):
    code = "ledger.already_booked"


class Crooked(Refusal):
    code = "ledger.crooked"


@dataclass(frozen=True)
class Deed:
    """What an entry says about itself.

    `act` is the deed's own serial: the same kind and act can be booked once only.
    `booked_on` is the business day (会计日), `value_on` the day from which it earns (起息日).
    """

    kind: Kind
    act: str
    booked_on: date
    value_on: date
    actor: str
    summary: str
    branch: str
    channel: str
    month: Month | None = None
    reverses: int | None = None


@dataclass(frozen=True)
class Leg:
    """One account's part of an entry, in fen: a credit is positive, a debit negative.

    `carried_fen` says how much of it belongs to the carried bucket; of the rest a credit falls
    into the current bucket, and a debit empties that one first.
    """

    account: int
    amount_fen: int
    carried_fen: int = 0


REFUSALS: dict[str, tuple[type[Refusal], str]] = {
    "ledger_act_once": (AlreadyBooked, "这笔业务已经入账，没有重复记账。"),
    "ledger_carried_not_negative": (Overdrawn, "账户余额不足，没有记账。"),
    "ledger_current_not_negative": (Overdrawn, "账户余额不足，没有记账。"),
    "ledger_held_stays": (Held, "账户里有资金已被冻结，可用余额不足，没有记账。"),
    "ledger_entry_balances": (Crooked, "借贷不平，没有记账。"),
    "ledger_every_leg_lands": (Crooked, "有账户不存在、重复或营业日倒退，没有记账。"),
}

_SAID = """%(kind)s, %(act)s, %(booked_on)s::date, %(value_on)s::date, %(actor)s, %(summary)s,
    %(month)s::integer, %(branch)s, %(channel)s, %(reverses)s::bigint"""

_LINES = f"""SELECT ledger_book({_SAID},
    %(accounts)s::bigint[], %(amounts)s::bigint[], %(carried)s::bigint[])"""

# The account opposite takes its place in the order of the others.
_QUERY = """
SELECT ledger_book({said},
           accounts[:place] || %(against)s::bigint || accounts[place + 1:],
           amounts[:place] || (-total) || amounts[place + 1:], NULL) AS entry,
       accounts[cardinality(accounts)] AS last_account
  FROM (
      SELECT accounts, amounts, total, width_bucket(%(against)s::bigint, accounts) AS place
        FROM (
            SELECT array_agg(account_id ORDER BY account_id) AS accounts,
                   array_agg(amount_fen ORDER BY account_id) AS amounts,
                   sum(amount_fen)::bigint AS total
              FROM ({query}) AS leg
        ) AS gathered
       WHERE accounts IS NOT NULL
  ) AS placed
"""


def book(*, deed: Deed, legs: list[Leg]) -> int:
    """Book an entry of a few legs in one round trip and answer its id.

    Legs sum to zero; an account stands in one leg only.
    Raises AlreadyBooked for a second entry of the same kind and act, Overdrawn when an account
    would fall below zero, Crooked when legs do not sum to zero or name no account.
    """
    ordered = sorted(legs, key=lambda leg: leg.account)
    values = _said(deed) | {
        "accounts": _array(leg.account for leg in ordered),
        "amounts": _array(leg.amount_fen for leg in ordered),
        "carried": _array(leg.carried_fen for leg in ordered),
    }
    entry = _through_the_door(_LINES, values, prepare=True)
    if entry is None:
        raise Crooked("没有分录，没有记账。")
    return entry


def book_query(
    *, deed: Deed, query: str, values: Mapping[str, object], against: int
) -> int | None:
    """Book an entry whose legs a SELECT gives, and its sum against one fund account.

    The query answers `account_id, amount_fen`, each account once, amounts in fen and not zero.
    Answers the entry's id, or None when the query has no rows. Raises as `book` does.
    """
    return book_part(deed=deed, query=query, values=values, against=against, into="{booking}")


def book_part(
    *, deed: Deed, query: str, values: Mapping[str, object], against: int, into: str
) -> int | None:
    """Book as `book_query` does, inside a larger statement that keeps what it needs of it.

    `into` is that statement, with `{booking}` where the booking's `entry, last_account` go;
    answers the first column of its row, or None when the query has no rows.
    """
    booking = _QUERY.format(query=query, said=_SAID)
    known = _said(deed) | dict(values) | {"against": against}
    return _through_the_door(into.format(booking=booking), known)


def _said(deed: Deed) -> dict[str, object]:
    return {
        "kind": deed.kind.value,
        "act": deed.act,
        "booked_on": deed.booked_on,
        "value_on": deed.value_on,
        "actor": deed.actor,
        "summary": deed.summary,
        "month": deed.month.code if deed.month else None,
        "branch": deed.branch,
        "channel": deed.channel,
        "reverses": deed.reverses,
    }


def _array(numbers: Iterable[int]) -> str:
    """Numbers as PostgreSQL writes an array."""
    return f"{{{','.join(map(str, numbers))}}}"


def _through_the_door(
    sql: str, values: Mapping[str, object], *, prepare: bool = False
) -> int | None:
    """Run a statement that calls `ledger_book`; a broken law becomes the Refusal it means.

    Alone it is a transaction by itself and needs one round trip; inside another one it stands
    behind a savepoint, so that a refusal leaves that transaction usable.
    """
    fence = transaction.atomic() if connection.in_atomic_block else nullcontext()
    try:
        with fence:
            row = _answer(sql, values, prepare=prepare)
    except IntegrityError as error:
        law = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if law not in REFUSALS:
            raise
        refusal, sentence = REFUSALS[law]
        raise refusal(sentence, law=law) from error
    return int(row[0]) if row else None


def _answer(sql: str, values: Mapping[str, object], *, prepare: bool) -> tuple[Any, ...] | None:
    """The statement's row. The one of small entries is prepared: parsing it costs more than the
    posting. PostgreSQL looks its names up anew when the connection stands in another center.
    """
    # Django's cursor sees to it that the connection lives and stands in its center.
    with connection.cursor(), connection.wrap_database_errors:
        wire = connection.connection
        # Allowed for this statement only: every other one stays as Django wants it.
        before, wire.prepare_threshold = wire.prepare_threshold, 1
        try:
            return Cursor(wire).execute(sql, dict(values), prepare=prepare).fetchone()
        finally:
            wire.prepare_threshold = before
