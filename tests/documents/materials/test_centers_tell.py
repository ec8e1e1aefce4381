"""What one center's case holds is told to the others, as long as it holds it (C3.5)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import blank, paper, sheet, written
from tests.people_of_the_town import JULY, TODAY, employer, opening

from anju.audit.models import Event
from anju.centers.current import inside
from anju.centers.models import Sighting
from anju.documents.materials.add_file import add_file
from anju.documents.materials.by_reference import NoSuchReference, material_by_reference
from anju.documents.materials.hold_material import (
    free_material,
    lock_material,
    restore_material,
    use_material,
)
from anju.documents.materials.models import Material, MaterialUse
from anju.documents.materials.tell_centers import tell_everything, used_elsewhere
from anju.people.accounts.deed import Change
from anju.people.accounts.open_accounts import open_fund_accounts
from anju.people.models import Member, Staff

OTHER = "信房 2026-999999"


@pytest.fixture
def theirs(zaozhuang) -> Material:
    """In 枣庄 somebody else has put the very same contract into his wallet."""
    open_fund_accounts(
        employer=employer(),
        openings=[opening(9, "孙七")],
        change=Change(JULY, TODAY, "test", "test/1"),
    )
    made = contract_of(Member.objects.get(name="孙七"))
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    made.refresh_from_db()
    return made


def lock(material: Material, by: str = "TQ1") -> None:
    lock_material(material=material, by=by, today=TODAY, now=NOW)


def test_what_a_case_holds_is_seen_from_another_center_and_names_nobody(
    theirs: Material, contract: Material
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
    (sight,) = used_elsewhere(contract)
    assert f"同一个文件 {TODAY} 在另一个中心出现过：枣庄" in sight.sentence
    for secret in ("孙七", theirs.number, "TQ1", theirs.document_number):
        assert secret not in sight.sentence


def test_what_only_lies_in_a_wallet_is_told_to_nobody(
    theirs: Material, contract: Material
) -> None:
    assert used_elsewhere(contract) == []
    assert not Sighting.objects.exists()


def test_given_back_it_was_never_used_and_used_up_it_stays(
    theirs: Material, contract: Material
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
        free_material(material=theirs, by="TQ1", now=NOW)
    assert used_elsewhere(contract) == []
    with inside("zaozhuang"):
        lock(theirs)
        use_material(material=theirs, by="TQ1", now=NOW)
        free_material(material=theirs, by="TQ1", now=NOW)
    assert len(used_elsewhere(contract)) == 1
    with inside("zaozhuang"):
        restore_material(material=theirs, by="TQ1", now=NOW)
    assert used_elsewhere(contract) == []


def test_a_photograph_taken_again_is_a_page_that_looks_alike(
    theirs: Material, fang: Member
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
    mine = contract_of(fang, number=OTHER)
    smaller = written(sheet().resize((900, 1200)), quality=60)
    add_file(material=mine, name="合同.jpg", content=smaller, now=NOW)
    (sight,) = used_elsewhere(mine)
    assert sight.sentence.startswith("画面相近的一页")


def test_another_paper_is_like_none(theirs: Material, fang: Member) -> None:
    with inside("zaozhuang"):
        lock(theirs)
    mine = contract_of(fang, number=OTHER)
    for seed, content in ((5, paper(5)), (0, blank())):
        add_file(material=mine, name=f"{seed}.jpg", content=content, now=NOW)
    assert used_elsewhere(mine) == []


def test_one_number_is_recognised_unless_it_is_a_short_one(
    theirs: Material, fang: Member
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
        short = contract_of(theirs.member, number="2026-001")
        add_file(material=short, name="二.jpg", content=paper(7), now=NOW)
        short.refresh_from_db()
        lock(short, by="TQ2")
    same = contract_of(fang)
    add_file(material=same, name="三.jpg", content=paper(8), now=NOW)
    (sight,) = used_elsewhere(Material.objects.get(pk=same.pk))
    assert sight.sentence.startswith("编号相同的同类材料")
    other = contract_of(fang, number="2026-001")
    assert used_elsewhere(Material.objects.get(pk=other.pk)) == []


def test_the_center_finds_its_own_by_the_reference_and_the_question_is_kept(
    theirs: Material, contract: Material
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
    (sight,) = used_elsewhere(contract)
    reference = sight.found.reference
    asker = Staff(pk=7, login="S1", name="周主管")
    with pytest.raises(NoSuchReference):
        material_by_reference(reference=reference, by=asker)
    with inside("zaozhuang"):
        found = material_by_reference(reference=f" {reference.lower()} ", by=asker)
        assert found == theirs
        event = Event.objects.get(deed="find_by_reference")
        assert (event.actor, event.subject) == ("staff/7", theirs.number)
        for wrong in ("", "0000-0000-0000", "；" * 40):
            with pytest.raises(NoSuchReference):
                material_by_reference(reference=wrong, by=asker)


def test_after_a_new_index_key_all_is_told_anew_with_its_own_first_day(
    theirs: Material, contract: Material, monkeypatch
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
        Sighting.objects.all().delete()
        MaterialUse.objects.update(held_at=timezone.make_aware(NOW.replace(tzinfo=None, day=3)))
    assert used_elsewhere(contract) == []
    with inside("zaozhuang"):
        assert list(tell_everything()) == list(tell_everything()) == [1]
    (sight,) = used_elsewhere(contract)
    assert sight.found.seen_on == date(2026, 11, 3)


def test_reseal_every_tells_them_and_reseal_alone_does_not(
    theirs: Material, contract: Material
) -> None:
    with inside("zaozhuang"):
        lock(theirs)
        Sighting.objects.all().delete()
    call_command("reseal", stdout=_Silent())
    with inside("xinyang"):
        assert used_elsewhere(contract) == []
    call_command("reseal", "--every", stdout=_Silent())
    with inside("xinyang"):
        assert len(used_elsewhere(contract)) == 1


class _Silent:
    def write(self, said: str) -> None:
        """Nobody listens."""
