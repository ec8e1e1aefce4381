"""Books a mass deed chunk by chunk, so that it can be watched, and resumed after any fall."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Max

from anju.ledger.book import AlreadyBooked, Deed, book_part
from anju.ledger.models import Chunk

CHUNK_ACCOUNTS = 5000

_NEXT = """
SELECT * FROM ({query}) AS every_leg
 WHERE account_id > %(after)s
 ORDER BY account_id
 LIMIT %(most)s
"""

# The chunk and its entry are written by one statement: either both are there or neither.
_DONE = """
INSERT INTO ledger_chunk (run, lo, hi, entry_id)
SELECT %(run)s, %(after)s, booked.last_account, booked.entry
  FROM ({booking}) AS booked
RETURNING hi
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

    Each chunk is booked by one statement together with the row that says how far we are;
    called again after a fall it goes on where it stopped, and called once more it books
    nothing. Entries carry the deed's act and the account after which the chunk begins. Two
    callers at once share the work. Raises as `book_query` does.
    """
    run = f"{mass.deed.kind}:{mass.deed.act}"
    made, after = 0, _done_up_to(run)
    while True:
        try:
            last = _book_next(run, mass, after)
        except AlreadyBooked:
            # Somebody else books the same deed and was quicker with this chunk.
            last = _done_up_to(run)
            if last == after:
                raise
        else:
            if last is None:
                return made
            made += 1
        after = last


def _done_up_to(run: str) -> int:
    """The last account that is booked already; 0 before the first chunk."""
    return int(Chunk.objects.filter(run=run).aggregate(hi=Max("hi"))["hi"] or 0)


def _book_next(run: str, mass: MassDeed, after: int) -> int | None:
    """Book the next chunk and answer its last account, or None when no leg is left."""
    return book_part(
        deed=replace(mass.deed, act=f"{mass.deed.act}/{after}"),
        query=_NEXT.format(query=mass.query),
        values={**mass.values, "run": run, "after": after, "most": CHUNK_ACCOUNTS},
        against=mass.against,
        into=_DONE,
    )
