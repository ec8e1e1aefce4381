"""One center recognises what another has used, by keyed digests, and learns nothing else."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from django.db import DatabaseError, connection, transaction

from anju.centers import sightings
from anju.centers.current import inside
from anju.centers.models import Sighting
from anju.centers.sightings import (
    Token,
    What,
    note_sightings,
    page_token,
    reference_of,
    seen_elsewhere,
    token_of,
    wipe_sightings,
)

DAY, LATER = date(2026, 11, 2), date(2026, 11, 18)
LOOKS = 0x0F1E2D3C4B5A6978


def file(text: str = "ab" * 32) -> Token:
    return token_of(What.FILE, text)


@pytest.fixture
def used_in_zaozhuang(db: None) -> None:
    """枣庄 has used a file with one page on 2 November."""
    with inside("zaozhuang"):
        note_sightings(reference="AAAA-0001-0001", tokens=[file(), page_token(LOOKS)], on=DAY)


def test_another_center_sees_what_where_and_when(used_in_zaozhuang: None, xinyang) -> None:
    (found,) = seen_elsewhere([file(), page_token(LOOKS)])
    assert (found.what, found.seen_on) == (What.FILE, DAY)
    assert found.center.startswith("枣庄")
    assert found.reference == "AAAA-0001-0001"
    assert seen_elsewhere([file("cd" * 32)]) == seen_elsewhere([]) == []


def test_its_own_uses_are_no_news_to_a_center(used_in_zaozhuang: None) -> None:
    with inside("zaozhuang"):
        assert seen_elsewhere([file(), page_token(LOOKS)]) == []


@pytest.mark.parametrize("bits", [*combinations(range(0, 64, 9), 3), (63,), (0, 1, 2)])
def test_a_page_is_found_that_differs_in_at_most_three_bits(
    used_in_zaozhuang: None, xinyang, bits: tuple[int, ...]
) -> None:
    looks = LOOKS
    for bit in bits:
        looks ^= 1 << bit
    (found,) = seen_elsewhere([page_token(looks)])
    assert found.what == What.PAGE


def test_a_page_that_differs_in_every_band_is_another(used_in_zaozhuang: None, xinyang) -> None:
    looks = LOOKS
    for bit in (0, 11, 22, 33, 44, 54):
        looks ^= 1 << bit
    assert seen_elsewhere([page_token(looks)]) == []
    # Kept as a signed number in the database, and the same page all the same.
    assert page_token(-1).digests == page_token((1 << 64) - 1).digests


def test_written_again_it_stands_once_with_its_first_day_and_is_forgotten(
    used_in_zaozhuang: None,
) -> None:
    with inside("zaozhuang"):
        note_sightings(reference="AAAA-0001-0001", tokens=[file("ef" * 32)], on=LATER)
        (row,) = Sighting.objects.all()
        assert row.seen_on == DAY
        wipe_sightings(reference="BBBB-0001-0001")
        assert Sighting.objects.count() == 1
        wipe_sightings(reference="AAAA-0001-0001")
        assert not Sighting.objects.exists()


def test_what_stands_there_is_neither_the_digest_nor_the_looks(
    used_in_zaozhuang: None, xinyang
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT s::text FROM centers_sighting AS s")
        told = " ".join(row[0] for row in cursor.fetchall())
    assert "abab" not in told
    assert str(LOOKS) not in told
    assert page_token(LOOKS).digests[0] != token_of(What.FILE, "0:888/1:975/2:975").digests[0]


def test_without_the_key_nothing_is_recognised(
    used_in_zaozhuang: None, xinyang, settings
) -> None:
    sightings.keyring.cache_clear()
    settings.ANJU_KEYS = {**settings.ANJU_KEYS, "index": "37" * 32}
    try:
        assert seen_elsewhere([file(), page_token(LOOKS)]) == []
    finally:
        sightings.keyring.cache_clear()


def test_a_center_neither_writes_nor_wipes_nor_changes_in_anothers_name(
    used_in_zaozhuang: None, xinyang
) -> None:
    forged = Sighting(
        center="zaozhuang", reference="CCCC-0001-0001", what="file", digests=[1], seen_on=DAY
    )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        forged.save()
    assert Sighting.objects.filter(center="zaozhuang").delete()[0] == 0
    assert Sighting.objects.update(center="xinyang") == 0
    assert Sighting.objects.filter(center="zaozhuang").count() == 2
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE public.centers_sighting")


def test_each_center_has_its_own_reference_for_one_number(db: None) -> None:
    told = set()
    for code in ("xinyang", "zaozhuang"):
        with inside(code):
            told.add(reference_of("CL00000001"))
            assert reference_of("CL00000001") == reference_of("CL00000001")
    assert len(told) == 2
