"""Books a mass deed chunk by chunk, so that it can be watched, and resumed after any fall."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from anju.centers.connection import connection
from anju.ledger.book import Deed, book_query
from anju.ledger.models import Chunk

CHUNK_ACCOUNTS = 5000

_PLAN = """
INSERT INTO ledger_chunk (run, lo, hi)
SELECT %(run)s, min(account_id), max(account_id)
  FROM (
      SELECT account_id, (row_number() OVER (ORDER BY account_id) - 1) / %(size)s AS part
        FROM ({query}) AS leg
  ) AS numbered
 GROUP BY part
ON CONFLICT ON CONSTRAINT ledger_chunk_once DO NOTHING
"""


@dataclass(frozen=True)
class MassDeed:
    """A deed on many accounts: the legs' query, its values, and the fund account opposite.

    The query answers `account_id, amount_fen`, each account once, amounts in fen.
    """

    deed: Deed
    query: str
    values: Mapping[str, object]
    against: int


def book_mass(*, mass: MassDeed) -> int:
    """Book every leg, an entry for each 5,000 accounts, and answer how many entries were made.

    Each chunk is booked in one transaction with the row that says it is done; called again
    after a fall it goes on where it stopped, and called once more it books nothing. Entries
    carry the deed's act and the chunk's first account. Raises as `book_query` does.
    """
    run = f"{mass.deed.kind}:{mass.deed.act}"
    with transaction.atomic():
        _plan(run, mass)
    made = 0
    for chunk in Chunk.objects.filter(run=run).order_by("lo").values_list("pk", flat=True):
        made += _book_chunk(chunk, mass)
    return made


def _plan(run: str, mass: MassDeed) -> None:
    """Cut the accounts into chunks, unless an earlier call has done so."""
    if Chunk.objects.filter(run=run).exists():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _PLAN.format(query=mass.query), {**mass.values, "run": run, "size": CHUNK_ACCOUNTS}
        )


def _book_chunk(pk: int, mass: MassDeed) -> int:
    with transaction.atomic():
        chunk = Chunk.objects.select_for_update(no_key=True).get(pk=pk)
        if chunk.entry_id is not None:
            return 0
        chunk.entry_id = book_query(
            deed=replace(mass.deed, act=f"{mass.deed.act}/{chunk.lo}"),
            query=f"SELECT * FROM ({mass.query}) AS every_leg"
            " WHERE account_id BETWEEN %(lo)s AND %(hi)s",
            values={**mass.values, "lo": chunk.lo, "hi": chunk.hi},
            against=mass.against,
        )
        chunk.save(update_fields=["entry"])
    return 1
