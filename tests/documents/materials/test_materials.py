"""A material is made once, filled with files, held by one case, and stays what it was."""

import os

import pytest
from django.db import IntegrityError, transaction
from tests.documents.materials import papers
from tests.documents.materials.conftest import CONTRACT, NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY

from anju.documents.materials.add_file import (
    NoSuchFile,
    SameFileTwice,
    TooManyFiles,
    TooMuchInAll,
    add_file,
    remove_file,
)
from anju.documents.materials.changing import MaterialInUse
from anju.documents.materials.digest import digest
from anju.documents.materials.end_material import end_material
from anju.documents.materials.hold_material import (
    MaterialExpired,
    MaterialNotReady,
    MaterialTaken,
    free_material,
    lock_material,
    restore_material,
    use_material,
)
from anju.documents.materials.make_material import (
    NoSuchKind,
    TooManyMaterials,
    make_material,
    rewrite_material,
)
from anju.documents.materials.models import Material, MaterialFile
from anju.documents.materials.quality import doubts_of_file
from anju.documents.materials.said import BadFields, pairs
from anju.documents.materials.store import FileGone, fetch, path_of
from anju.people.models import Member

pytestmark = pytest.mark.django_db


def lock(material: Material, by: str = "TQ1"):
    return lock_material(material=material, by=by, today=TODAY, now=NOW)


@pytest.mark.rows("X-10", "X-59")
def test_a_material_says_in_fields_what_its_kind_asks(fang: Member) -> None:
    made = contract_of(fang)
    assert made.number.startswith("CL")
    assert (made.state, made.title, made.created_in) == ("draft", "购房合同", "网厅-个人版")
    assert made.values["price_fen"] == "86500000"
    assert pairs(made.rule, made.values)[3] == ("房屋总价", "865,000.00 元")
    again = Material.objects.get(document_index="信房2026000318")
    assert again.values == made.values


def test_every_fault_of_the_fields_is_told_at_once(fang: Member) -> None:
    typed = {
        "number": "",
        "address": "x" * 121,
        "signed_on": "昨天",
        "price_fen": "-1",
        "y": "1",
    }
    with pytest.raises(BadFields) as refused:
        make_material(member=fang, kind="purchase_contract", typed=typed, channel="柜台")
    assert set(refused.value.detail["faults"]) == set(typed)
    assert not Material.objects.exists()


@pytest.mark.parametrize("day", ["9999-01-01", "1900-01-01", "2026-02-30", "20261", "１"])
def test_a_day_that_cannot_be_is_refused(fang: Member, day: str) -> None:
    with pytest.raises(BadFields):
        contract_of(fang, signed_on=day)


def test_a_kind_that_is_none_and_a_wallet_that_is_full(fang: Member, monkeypatch) -> None:
    with pytest.raises(NoSuchKind):
        make_material(member=fang, kind="passport", typed={}, channel="柜台")
    monkeypatch.setattr("anju.documents.materials.make_material.MOST_OPEN", 1)
    contract_of(fang)
    with pytest.raises(TooManyMaterials):
        contract_of(fang)


@pytest.mark.rows("X-12")
def test_a_file_lies_sealed_under_its_digest_and_makes_the_material_ready(
    contract: Material,
) -> None:
    file = contract.files.get()
    assert contract.state == "ready"
    assert (file.place, file.name, file.type) == (1, "合同.jpg", "jpeg")
    assert fetch(file.sha256).startswith(b"\xff\xd8\xff")
    kept = path_of(file.sha256).read_bytes()
    assert b"\xff\xd8\xff" not in kept[:64]
    assert os.stat(path_of(file.sha256)).st_mode & 0o077 == 0


def test_a_file_in_anothers_place_or_changed_does_not_open(contract: Material) -> None:
    add_file(material=contract, name="2.jpg", content=paper(2), now=NOW)
    one, two = (path_of(file.sha256) for file in contract.files.order_by("place"))
    one.write_bytes(two.read_bytes())
    with pytest.raises(FileGone):
        fetch(one.name)
    two.unlink()
    with pytest.raises(FileGone):
        fetch(two.name)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\wang\\合同.jpg", "合同.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie x=1.jpg"),
        ("\u202egpj.exe", "gpj.exe"),
        ("<script>alert(1)</script>", "script"),
        ("...", "图片.jpg"),
        ("", "图片.jpg"),
        ("x" * 1000 + ".jpeg", "x" * 74 + "….jpeg"),
        ("\x00\x1b[2J.png", "[2J.png"),
    ],
)
def test_a_name_is_shown_harmless_and_decides_nothing(
    fang: Member, given: str, kept: str
) -> None:
    made = contract_of(fang)
    file = add_file(material=made, name=given, content=paper(), now=NOW)
    assert file.name == kept
    assert len(file.name) <= 80


def test_the_same_file_is_not_added_twice(contract: Material) -> None:
    with pytest.raises(SameFileTwice, match="第 1 个"):
        add_file(material=contract, name="again.jpg", content=paper(), now=NOW)


def test_twenty_files_and_sixty_megabytes_are_the_most(contract: Material, monkeypatch) -> None:
    MaterialFile.objects.filter(material=contract).update(bytes=60 * 1024 * 1024 - 10)
    with pytest.raises(TooMuchInAll, match="60 MB"):
        add_file(material=contract, name="2.jpg", content=paper(2), now=NOW)
    monkeypatch.setattr("anju.documents.materials.add_file.MOST_FILES", 1)
    with pytest.raises(TooManyFiles):
        add_file(material=contract, name="2.jpg", content=paper(2), now=NOW)


@pytest.mark.parametrize(
    ("make", "words"),
    [(papers.blurred, "太模糊"), (papers.dark, "太暗"), (papers.blank, "空白")],
)
def test_what_is_hard_to_read_is_kept_and_said(fang: Member, make, words: str) -> None:
    file = add_file(material=contract_of(fang), name="x.jpg", content=make(), now=NOW)
    (said,) = doubts_of_file(file)
    assert words in said


def test_a_good_picture_has_no_doubts(contract: Material) -> None:
    assert doubts_of_file(contract.files.get()) == []


def test_a_file_taken_out_leaves_a_draft(contract: Material) -> None:
    remove_file(material=contract, place=1)
    contract.refresh_from_db()
    assert contract.state == "draft"
    with pytest.raises(NoSuchFile):
        remove_file(material=contract, place=1)


@pytest.mark.rows("X-59")
def test_what_a_case_holds_changes_no_more(contract: Material) -> None:
    lock(contract)
    for change in (
        lambda: add_file(material=contract, name="2.jpg", content=paper(2), now=NOW),
        lambda: remove_file(material=contract, place=1),
        lambda: rewrite_material(material=contract, typed=CONTRACT),
        lambda: end_material(material=contract),
    ):
        with pytest.raises(MaterialInUse, match="TQ1"):
            change()


@pytest.mark.rows("X-59")
def test_a_contract_serves_one_case_and_is_then_used_up(contract: Material) -> None:
    lock(contract)
    assert lock(contract).state == "held"
    with pytest.raises(MaterialTaken, match="TQ1"):
        lock(contract, "TQ2")
    use_material(material=contract, by="TQ1", now=NOW)
    contract.refresh_from_db()
    assert contract.state == "used"
    with pytest.raises(MaterialTaken, match="TQ1"):
        lock(contract, "TQ2")


def test_the_law_of_one_use_is_the_databases(contract: Material) -> None:
    lock(contract)
    with pytest.raises(IntegrityError, match="serves_one"), transaction.atomic():
        contract.uses.create(by="TQ9", sole=True, held_at=NOW)


def test_what_was_given_back_can_be_mended_and_held_again(contract: Material) -> None:
    lock(contract)
    free_material(material=contract, by="TQ1", now=NOW)
    rewrite_material(material=contract, typed={**CONTRACT, "price_fen": "870000"})
    assert lock(contract).state == "held"
    free_material(material=contract, by="TQ1", now=NOW)
    assert lock(contract, "TQ2").by == "TQ2"


def test_what_was_used_up_for_nothing_serves_another_case(contract: Material) -> None:
    lock(contract)
    restore_material(material=contract, by="TQ1", now=NOW)
    with pytest.raises(MaterialTaken, match="TQ1"):
        lock(contract, "TQ2")
    use_material(material=contract, by="TQ1", now=NOW)
    restore_material(material=contract, by="TQ1", now=NOW)
    contract.refresh_from_db()
    assert contract.state == "ready"
    assert lock(contract, "TQ2").by == "TQ2"


def test_only_what_is_ready_and_not_expired_is_held(fang: Member) -> None:
    draft = contract_of(fang)
    with pytest.raises(MaterialNotReady, match="还没有上传"):
        lock(draft)
    card = make_material(
        member=fang,
        kind="identity",
        typed={"holder": "王芳", "valid_until": "2026-11-17"},
        channel="柜台",
    )
    add_file(material=card, name="1.jpg", content=paper(3), now=NOW)
    with pytest.raises(MaterialExpired, match="2026-11-17"):
        lock(card)
    rewrite_material(material=card, typed={"holder": "王芳", "valid_until": "2026-11-18"})
    lock(card)
    lock(card, "TQ2")
    use_material(material=card, by="TQ1", now=NOW)
    card.refresh_from_db()
    assert card.state == "ready"
    with pytest.raises(MaterialNotReady):
        use_material(material=card, by="TQ7", now=NOW)


def test_a_digest_binds_what_was_seen(contract: Material) -> None:
    seen = digest(contract)
    assert digest(Material.objects.get(pk=contract.pk)) == seen
    rewrite_material(material=contract, typed={**CONTRACT, "price_fen": "865000.01"})
    contract.refresh_from_db()
    other = digest(contract)
    add_file(material=contract, name="2.jpg", content=paper(2), now=NOW)
    assert len({seen, other, digest(contract)}) == 3


def test_a_draft_is_deleted_and_what_served_is_only_ended(contract: Material, fang) -> None:
    assert end_material(material=contract_of(fang)) is True
    lock(contract)
    free_material(material=contract, by="TQ1", now=NOW)
    assert end_material(material=contract) is False
    contract.refresh_from_db()
    assert contract.state == "ended"
