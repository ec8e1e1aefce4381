"""The reviewer sees the pages of the case he holds, and of no other; his look is kept."""

from typing import Any

import pytest
from django.test import Client
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY
from tests.portals.counter.test_review import decide_rent
from tests.staff_of_the_town import at_counter

from anju.audit.looks import looks_at
from anju.cases.actors import member_acts
from anju.cases.models import Case, Paper
from anju.cases.open_case import Application, open_case
from anju.documents.materials.add_file import add_file
from anju.documents.materials.digest import digest
from anju.documents.materials.models import Material
from anju.people.models import Member
from anju.portals.counter.review.kinds import KINDS, CounterKind


@pytest.fixture
def own(wang: Member) -> Material:
    made = contract_of(wang)
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    return made


@pytest.fixture
def foreign(mill: Any) -> Material:
    """李伟's contract, which 王芳's case names without right."""
    made = contract_of(Member.objects.get(name="李伟"), number="李-1")
    add_file(material=made, name="合同.jpg", content=paper(2), now=NOW)
    return made


@pytest.fixture
def case(
    monkeypatch: pytest.MonkeyPatch, wang: Member, own: Material, foreign: Material
) -> Case:
    monkeypatch.setitem(KINDS, "rent", CounterKind(decide_rent))
    papers = [Paper("购房合同", one.number, one.number, digest(one)) for one in (own, foreign)]
    return open_case(
        application=Application(
            kind="rent",
            title="购房提取",
            answers=[],
            papers=papers,
            member=wang,
            branch="市直管理部",
        ),
        by=member_acts(wang),
        today=TODAY,
        due_on=TODAY,
    )


def address(case: Case, material: Material) -> str:
    return f"/counter/review/{case.number}/papers/{material.number}/files/1/pages/1"


def test_the_pages_of_the_case_lie_beside_its_rules(
    hall: Client, wang: Member, case: Case, own: Material, foreign: Material
) -> None:
    window = at_counter("0001", "clerk", name="陈柜员")
    assert window.get(address(case, own)).status_code == 404
    window.post("/counter/review/next")
    shown = window.get(f"/counter/review/{case.number}").content.decode()
    assert "data-viewer" in shown
    assert address(case, own) in shown
    assert "data-thumb" in shown
    for _ in range(2):
        page = window.get(address(case, own))
        assert page.content.startswith(b"\xff\xd8\xff")
        assert page["Content-Disposition"].startswith("attachment;")
    seen = looks_at(wang.pk).get()
    assert (seen.case, seen.shown, seen.reason) == (case.number, "papers", "review")
    assert address(case, foreign) not in shown
    assert window.get(address(case, foreign)).status_code == 404


def test_another_officer_sees_nothing_of_it(hall: Client, case: Case, own: Material) -> None:
    at_counter("0001", "clerk", name="陈柜员").post("/counter/review/next")
    other = at_counter("0002", "clerk", name="周柜员")
    assert other.get(address(case, own)).status_code == 404
