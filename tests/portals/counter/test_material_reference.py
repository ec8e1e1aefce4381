"""材料参考号 at the counter: ours is found, its holder behind a mask; nobody else's is."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY, opening, staff
from tests.staff_of_the_town import at_counter

from anju.audit.models import Event
from anju.centers.sightings import reference_of
from anju.documents.materials.add_file import add_file
from anju.documents.materials.hold_material import lock_material
from anju.documents.materials.models import Material
from anju.people.models import Employer, Member

PAGE = "/counter/review/reference"


@pytest.fixture
def held(hall: Client, mill: Employer, settings, tmp_path: Path) -> Material:
    settings.ANJU_MATERIALS = tmp_path / "materials"
    staff(mill, opening(101, "孙小七"))
    made = contract_of(Member.objects.get(name="孙小七"))
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    made.refresh_from_db()
    lock_material(material=made, by="TQ1", today=TODAY, now=NOW)
    return made


def test_a_manager_finds_which_paper_it_is_and_the_question_is_kept(held: Material) -> None:
    window = at_counter("0002", "manager")
    assert "先按通讯录回拨" in window.get(PAGE).content.decode()
    shown = window.post(PAGE, {"reference": reference_of(held.number)}).content.decode()
    assert held.number in shown
    assert "TQ1（办理中）" in shown
    assert "孙小七" not in shown
    assert Event.objects.filter(deed="find_by_reference", subject=held.number).count() == 1


def test_what_is_not_ours_is_refused_and_a_clerk_does_not_ask(held: Material) -> None:
    refused = at_counter("0002", "manager").post(PAGE, {"reference": "0000-0000-0000"})
    assert refused.status_code == 422
    assert "本中心没有这个参考号" in refused.content.decode()
    assert at_counter("0001", "clerk").get(PAGE).status_code == 403
