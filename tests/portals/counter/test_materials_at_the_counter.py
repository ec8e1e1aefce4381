"""A clerk looks at papers only of the person whose file lies open, and each look is kept."""

import pytest
from django.test import Client
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.staff_of_the_town import at_counter

from anju.audit.looks import MOST_AN_HOUR, looks_at
from anju.audit.models import Look
from anju.documents.materials.add_file import add_file
from anju.documents.materials.models import Material
from anju.people.models import Member, Staff

WHY = {"kind": "member", "reason": "review", "words": "核对购房合同"}
LIST = "/counter/person/materials"


@pytest.fixture
def window(hall: Client, wang: Member) -> Client:
    return at_counter("0301", Staff.Role.CLERK)


@pytest.fixture
def own(wang: Member) -> Material:
    made = contract_of(wang)
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    return made


def open_file(window: Client, member: Member) -> None:
    window.post("/counter/person", {**WHY, "number": member.identity_number})


def test_pages_are_seen_with_a_reason_and_the_look_is_kept(
    window: Client, wang: Member, own: Material
) -> None:
    open_file(window, wang)
    assert own.number in window.get(LIST).content.decode()
    shown = window.get(f"{LIST}/{own.number}").content.decode()
    for words in ("865,000.00 元", "data-viewer", f"{own.number}/files/1/pages/1", "旋转"):
        assert words in shown
    assert looks_at(wang.pk).first().shown == Look.Shown.PAPERS
    page = window.get(f"{LIST}/{own.number}/files/1/pages/1")
    assert page.content.startswith(b"\xff\xd8\xff")
    assert page["Content-Disposition"].startswith("attachment;")


def test_what_is_alike_elsewhere_stands_beside(
    window: Client, wang: Member, own: Material
) -> None:
    other = contract_of(Member.objects.get(name="李伟"))
    open_file(window, wang)
    shown = window.get(f"{LIST}/{own.number}").content.decode()
    assert f"编号与*伟的购房合同 {other.number}相同" in shown
    assert "只是线索" in shown


def test_without_an_open_file_or_with_anothers_nothing_is_seen(
    window: Client, wang: Member, own: Material
) -> None:
    addresses = (LIST, f"{LIST}/{own.number}", f"{LIST}/{own.number}/files/1/pages/1")
    for address in addresses:
        assert window.get(address)["Location"] == "/counter/person"
    open_file(window, Member.objects.get(name="李伟"))
    assert own.number not in window.get(LIST).content.decode()
    for address in addresses[1:]:
        assert window.get(address).status_code == 404


def test_too_many_looks_without_a_case_end_for_the_hour(
    window: Client, wang: Member, own: Material
) -> None:
    open_file(window, wang)
    first = Look.objects.latest("id")
    Look.objects.bulk_create(
        Look(
            at=first.at,
            actor=first.actor,
            actor_name=first.actor_name,
            branch=first.branch,
            holder="member",
            holder_id=wang.pk,
            reason="review",
            words="核对购房合同",
            shown="masked",
        )
        for _ in range(MOST_AN_HOUR)
    )
    answer = window.get(f"{LIST}/{own.number}")
    assert answer.status_code == 422
    assert "865,000.00" not in answer.content.decode()


def test_a_wallet_that_is_empty_says_what_to_do(window: Client, wang: Member) -> None:
    open_file(window, wang)
    assert "还没有存入材料" in window.get(LIST).content.decode()
