"""Lays a file's rows beside ours in the database, to be met there by index."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from anju.centers.sealed import index_of
from anju.centers.sql import run
from anju.contributions.roster.cells import read_leaving
from anju.contributions.roster.people import RosterRow
from anju.people.models import Employer

_INCOMING = """
CREATE TEMPORARY TABLE incoming (
    source_row integer, name text, identity_index bytea, account_number text,
    base_fen bigint, employer_rate numeric, own_rate numeric, monthly_fen bigint,
    leaves boolean, faulty boolean, unreadable boolean
)
"""


@contextmanager
def laid_beside(people: Iterable[RosterRow], *, employer: Employer) -> Iterator[None]:
    """While inside, the table `incoming` holds these rows; no identity number goes along.

    A row without a usable number cannot be matched, unless it gives an account of the
    employer's: then its owner is the one who is meant.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
        cursor.execute(_INCOMING)
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in people:
                copy.write_row(_cells(row))
        run("contributions/name_by_account", employer=employer.pk)
        cursor.execute("ANALYZE incoming")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pg_temp.incoming")


def _cells(row: RosterRow) -> tuple[object, ...]:
    return (
        row.number,
        row.name,
        index_of(row.identity_number, purpose="identity"),
        row.account_number,
        row.base_fen,
        row.employer_ratio,
        row.own_ratio,
        row.monthly_fen,
        read_leaving(row.status_text),
        bool(row.faults),
        any(fault.field == "identity_number" for fault in row.faults),
    )
