"""Files stay what they were, whoever changes keys or sweeps; what is alike is found."""

import os
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.documents.materials import papers
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY

from anju.centers.sealed import keyring
from anju.documents.materials.add_file import add_file, remove_file
from anju.documents.materials.end_material import end_material
from anju.documents.materials.hold_material import lock_material
from anju.documents.materials.likeness import NEAR, bands_of
from anju.documents.materials.look_alikes import look_alikes
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material, MaterialFile
from anju.documents.materials.reseal_files import kept_files, reseal_files
from anju.documents.materials.store import fetch, path_of
from anju.documents.materials.sweep_files import sweep_files
from anju.documents.proofs import DOCUMENTS, prove_files
from anju.ledger.proofs import prove
from anju.people.models import Member

pytestmark = pytest.mark.django_db


def of_qiang(qiang: Member, content: bytes, **changes: str) -> Material:
    made = contract_of(qiang, number="另外 1 号", **changes)
    add_file(material=made, name="x.jpg", content=content, now=NOW)
    return made


def test_the_same_file_of_somebody_else_is_found(contract: Material, qiang: Member) -> None:
    other = of_qiang(qiang, paper())
    lock_material(material=other, by="TQ5", today=TODAY, now=NOW)
    (found,) = look_alikes(contract)
    assert (found.what, found.number, found.cases) == ("same_file", other.number, ("TQ5",))
    assert found.sentence == f"同一个文件也在*强的购房合同 {other.number}里，用于办件 TQ5。"


def test_a_picture_taken_again_smaller_and_lighter_is_found(
    contract: Material, qiang: Member
) -> None:
    again = papers.sheet().resize((900, 1200)).point(lambda value: min(255, value + 8))
    other = of_qiang(qiang, papers.written(again, quality=60))
    (found,) = look_alikes(contract)
    assert (found.what, found.number) == ("near_page", other.number)
    assert found.apart <= NEAR
    assert "画面相近" in found.sentence


def test_the_same_number_is_found_however_it_is_written(
    contract: Material, qiang: Member
) -> None:
    other = contract_of(qiang, number="信房２０２６—０００３１８")
    (found,) = look_alikes(contract)
    assert (found.what, found.number) == ("same_number", other.number)
    assert "还没有用于办件" in found.sentence


def test_another_paper_and_blank_pages_are_like_nothing(
    contract: Material, qiang: Member
) -> None:
    of_qiang(qiang, paper(5))
    assert look_alikes(contract) == []
    add_file(material=contract, name="b.jpg", content=papers.blank(), now=NOW)
    other = contract_of(qiang, number="又一个")
    add_file(material=other, name="b.png", content=papers.dark(), now=NOW)
    assert look_alikes(contract) == []


def test_an_own_material_counts_only_where_it_served(contract: Material, fang: Member) -> None:
    again = contract_of(fang)
    add_file(material=again, name="x.jpg", content=paper(), now=NOW)
    assert look_alikes(again) == []
    lock_material(material=contract, by="TQ1", today=TODAY, now=NOW)
    found = look_alikes(again)
    assert {one.what for one in found} == {"same_file", "same_number"}
    assert all(one.own and "本人" in one.sentence for one in found)


def test_another_kind_with_the_same_number_is_no_finding(
    contract: Material, qiang: Member
) -> None:
    make_material(
        member=qiang,
        kind="invoice",
        typed={"number": "信房2026000318", "issued_on": "2026-09-03", "amount_fen": "1"},
        channel="柜台",
    )
    assert look_alikes(contract) == []


def test_two_hashes_four_bits_apart_share_a_band() -> None:
    looks = 0x0F0F_1234_ABCD_7777
    for spread in ((0, 13, 26, 39), (51, 52, 63, 1), (0, 1, 2, 3)):
        other = looks
        for bit in spread:
            other ^= 1 << bit
        assert set(bands_of(looks)) & set(bands_of(other))
    assert bands_of(-1) == bands_of((1 << 64) - 1)


def test_looking_for_the_like_is_two_statements(contract: Material, qiang: Member) -> None:
    for seed in (1, 2):
        of_qiang(qiang, paper(seed))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        look_alikes(contract)
    assert len(asked) == 2


def test_every_file_is_proven_and_a_missing_one_named(contract: Material) -> None:
    assert prove_files().holds
    assert prove(DOCUMENTS[0]).holds
    digest = contract.files.get().sha256
    path_of(digest).unlink()
    found = prove_files()
    assert (found.checked, found.broken) == (1, 1)
    assert contract.number in found.first


def test_files_open_after_a_new_key_and_the_old_one_may_go(
    contract: Material, settings
) -> None:
    digest = contract.files.get().sha256
    before, plain = path_of(digest).read_bytes(), fetch(digest)
    keys = settings.ANJU_KEYS
    settings.ANJU_KEYS = {**keys, "seal": {**keys["seal"], "2": "7c" * 16}}
    keyring.cache_clear()
    try:
        assert fetch(digest) == plain
        assert list(reseal_files()) == [1]
        assert list(reseal_files()) == [0]
        settings.ANJU_KEYS = {**keys, "seal": {"2": "7c" * 16}}
        keyring.cache_clear()
        assert fetch(digest) == plain
        assert path_of(digest).read_bytes() != before
    finally:
        keyring.cache_clear()


def test_only_files_without_a_row_leave_and_only_after_a_day(
    contract: Material, fang: Member
) -> None:
    draft = contract_of(fang)
    add_file(material=draft, name="2.jpg", content=paper(2), now=NOW)
    end_material(material=draft)
    assert len(list(kept_files())) == 2
    when = max(path.stat().st_mtime for path in kept_files())
    later = NOW.fromtimestamp(when, tz=NOW.tzinfo)
    assert sweep_files(now=later + timedelta(hours=23)) == 0
    assert sweep_files(now=later + timedelta(hours=25)) == 1
    assert prove_files().holds
    remove_file(material=contract, place=1)
    assert sweep_files(now=later + timedelta(hours=25)) == 1
    assert not MaterialFile.objects.exists()
    assert os.listdir(path_of("ab" + "0" * 62).parent.parent) != []
