"""Takes back a whole entry by its mirror in red (红字冲销)."""

from datetime import date

from django.db import IntegrityError

from anju.ground.errors import Refusal
from anju.ledger.book import AlreadyBooked, Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.ledger.models import Entry, Posting


class AlreadyReversed(Refusal):
    code = "ledger.already_reversed"


def reverse(*, entry: Entry, booked_on: date, actor: str, channel: str) -> int:
    """Book the mirror of an entry and answer its id; both stay in the books.

    The mirror takes back interest days too, for it carries the original's value date. Money
    given back returns to the bucket it left; money taken back empties the current bucket first.
    Raises AlreadyReversed for a second reversal or the reversal of a reversal, Overdrawn when
    an account no longer holds what is taken back.
    """
    if entry.reverses_id is not None:
        raise AlreadyReversed("红字凭证不能再冲销。")
    mirror = Deed(
        kind=Kind(entry.kind),
        act=f"red:{entry.act}",
        booked_on=booked_on,
        value_on=entry.value_on,
        actor=actor,
        summary=f"冲销 {entry.summary}",
        branch=entry.branch,
        channel=channel,
        month=entry.month,
        reverses=entry.pk,
    )
    postings = Posting.objects.filter(entry_id=entry.pk, booked_on=entry.booked_on)
    legs = [
        Leg(
            account=posting.account_id,
            amount_fen=-posting.amount_fen,
            carried_fen=0 if posting.amount_fen > 0 else -posting.carried_fen,
        )
        for posting in postings
    ]
    try:
        return book(deed=mirror, legs=legs)
    except (AlreadyBooked, IntegrityError) as error:
        if Entry.objects.filter(reverses=entry).exists():
            raise AlreadyReversed("这笔凭证已经冲销过。") from error
        raise
