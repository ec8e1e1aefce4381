"""Equality first: product and floor must have booked the same, or speed means nothing."""

from datetime import date

import psycopg

from bench.town import FLOORS


class NotTheSame(RuntimeError):
    """Product and floor have booked different things: the run is void."""


def must_be_same(watch: psycopg.Connection, *, day: date) -> tuple[int, int]:
    """Answer how many members' lines both booked on a day, and their sum in fen.

    Raises NotTheSame when a line or a balance differs, or an entry does not come to nothing.
    """
    found = watch.execute((FLOORS / "same_rows.sql").read_text(), {"today": day}).fetchone()
    same, lines, fen, crooked, other_balances = found
    if not same or crooked or other_balances or not lines:
        raise NotTheSame(
            f"lines equal: {same}, lines: {lines}, entries that do not sum to zero: {crooked},"
            f" balances that differ: {other_balances}"
        )
    return lines, fen
