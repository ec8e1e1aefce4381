"""What was used in one center is recognised in another: by keyed digests, and by nothing else.

The table stands in `public`, where every center reads. It holds no text, no number and no
person, and a row can be neither understood nor made without the installation's index key; the
database lets a center write and wipe its own rows alone. Why: docs/decisions/0036.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_

from django.db import transaction
from django.db.models import Q

from anju.centers.current import center_code
from anju.centers.models import Center, Sighting
from anju.centers.sealed import keyring

What = Sighting.What
MOST = 50
_ROW_BYTES = 8
# 64 bits in six bands: two pages that differ in at most three bits agree in three bands.
_WIDTHS = (11, 11, 11, 11, 10, 10)
_AGREE = 3


@dataclass(frozen=True)
class Token:
    """One thing to recognise: of which kind, and the digests it is found by (any will do)."""

    what: What
    digests: tuple[int, ...]


@dataclass(frozen=True)
class Elsewhere:
    """That another center has used the same, or what looks like it, and since when."""

    what: What
    center: str
    seen_on: date
    reference: str


def token_of(what: What, text: str) -> Token:
    """A file's digest or a paper's number as others may recognise it."""
    return Token(what, (_digest(what, text),))


def page_token(looks: int) -> Token:
    """A page by its 64 bits of likeness: twenty digests, over any three of six bands.

    Pages of at most three bits' difference share one for sure. A digest stands for at least 31
    bits, so that strangers meet by chance about once in two hundred million pairs of pages.
    """
    bands, bits = [], looks & ((1 << sum(_WIDTHS)) - 1)
    for width in _WIDTHS:
        bands.append(bits & ((1 << width) - 1))
        bits >>= width
    chosen = combinations(range(len(bands)), _AGREE)
    said = ("/".join(f"{place}:{bands[place]}" for place in places) for places in chosen)
    return Token(What.PAGE, tuple(_digest(What.PAGE, text) for text in said))


def reference_of(own_number: str) -> str:
    """By what this center's row can be asked about over the telephone; tells nobody else."""
    index = keyring().index(f"{center_code()}|{own_number}", purpose="sighting/reference")
    text = index.hex().upper()[:12]
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


@transaction.atomic
def note_sightings(*, reference: str, tokens: Iterable[Token], on: date) -> None:
    """Write what this center uses from now; written again it replaces what was there.

    The first day stays.
    """
    own = Sighting.objects.filter(center=center_code(), reference=reference)
    first = own.order_by("seen_on").values_list("seen_on", flat=True).first()
    own.delete()
    Sighting.objects.bulk_create(
        Sighting(
            center=center_code(),
            reference=reference,
            what=token.what,
            digests=list(token.digests),
            seen_on=first or on,
        )
        for token in tokens
    )


def wipe_sightings(*, reference: str | None = None) -> None:
    """Forget one row's worth of this center, or all of it before it is written anew."""
    own = Sighting.objects.filter(center=center_code())
    (own if reference is None else own.filter(reference=reference)).delete()


def is_told(*, reference: str) -> bool:
    """Whether this center has told others of something under that reference."""
    return Sighting.objects.filter(center=center_code(), reference=reference).exists()


def seen_elsewhere(tokens: Sequence[Token]) -> list[Elsewhere]:
    """Where else in the installation the same was used: each use once, by its surest sign.

    At most 50, the surest and oldest first.
    """
    if not tokens:
        return []
    alike = (Q(what=one.what, digests__overlap=list(one.digests)) for one in tokens)
    found = Sighting.objects.filter(reduce(or_, alike)).exclude(center=center_code())
    surest: dict[tuple[str, str], Sighting] = {}
    for row in sorted(found, key=lambda row: (_SURE[row.what], row.seen_on, row.pk)):
        surest.setdefault((row.center, row.reference), row)
    names = dict(Center.objects.values_list("schema_name", "name"))
    return [
        Elsewhere(What(row.what), names.get(row.center, ""), row.seen_on, row.reference)
        for row in list(surest.values())[:MOST]
    ]


_SURE = {What.FILE.value: 0, What.NUMBER.value: 1, What.PAGE.value: 2}


def _digest(what: What, text: str) -> int:
    index = keyring().index(text, purpose=f"sighting/{what.value}")
    return int.from_bytes(index[:_ROW_BYTES], signed=True)
