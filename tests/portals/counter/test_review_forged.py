"""What no form of ours sends: another stage, a case that needs eyes, papers unopened."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cases.conftest import renting
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import paper
from tests.people_of_the_town import TODAY
from tests.portals.counter.test_review import (
    CLEAN,
    accept_all,
    first,
    form_of,
    rents,
    second,
    take,
)
from tests.staff_of_the_town import at_counter

from anju.cases.models import Case, Paper
from anju.documents.materials.add_file import add_file
from anju.documents.materials.digest import digest
from anju.people.models import Member, Staff

__all__ = ["first", "rents", "second"]
TOGETHER = "/counter/review/together/rent"
WAITING = f"{TOGETHER}/waiting?title=租房提取"


@pytest.fixture
def other(hall: Client) -> Client:
    return at_counter("0003", "clerk", name="吴柜员")


def test_whose_role_was_taken_away_does_not_speak_the_last_word(
    first, second, other, rents
) -> None:
    accept_all(first, rents[:1])
    case = Case.objects.get(state="reviewing")
    # Given while he was a manager, whatever the way; today he is a clerk.
    Case.objects.filter(pk=case.pk).update(
        given_to=Staff.objects.get(login="0003"), given_on=TODAY
    )
    assert other.get(f"/counter/review/{case.number}").status_code == 302
    form = {"act": "approve", "opinion": "同意", "seen": case.digest}
    for act in ("approve", "refuse"):
        other.post(f"/counter/review/{case.number}/decision", {**form, "act": act})
    batch = {"number": [case.number], f"seen:{case.number}": case.digest, "opinion": "同意"}
    other.post(WAITING, batch)
    assert other.get(f"{TOGETHER}/reviewing").status_code == 404
    case.refresh_from_db()
    assert case.state == "reviewing"


def test_a_manager_does_not_give_the_last_word_to_a_clerk(first, second, other, rents) -> None:
    accept_all(first, rents[:1])
    number = Case.objects.get(state="reviewing").number
    to = Staff.objects.get(login="0003")
    form = {"number": [number], "why": "换人", "to": str(to.pk), "act": "give"}
    answer = second.post("/counter/review/assignment/change", form)
    assert answer.status_code == 422
    assert "请改派给主管" in answer.content.decode()
    assert Case.objects.get(number=number).given_to is None


def test_what_needs_eyes_is_not_slipped_into_a_batch(first, second, rents) -> None:
    dirty = next(one for one in rents if not one.all_met)
    Case.objects.filter(pk=dirty.pk).update(due_on=TODAY - timedelta(days=9))
    number = take(first)
    assert number == dirty.number
    seen = form_of(first, number)["seen"]
    form = {"number": [number], "opinion": "同意", f"seen:{number}": seen}
    answer = first.post(WAITING, form)
    assert "不能批量办理" in answer.content.decode()
    assert Case.objects.get(number=number).state == "waiting"


def test_another_business_is_not_slipped_into_a_batch(first, second, rents) -> None:
    Case.objects.filter(state="waiting").update(kind="withdrawal")
    clean = [one for one in rents if one.all_met]
    Case.objects.filter(pk=clean[0].pk).update(title="购买住房提取")
    path = "/counter/review/together/withdrawal/waiting?title="
    shown = first.get(f"{path}租房提取").content.decode()
    assert clean[1].number in shown
    assert clean[0].number not in shown
    Case.objects.filter(pk=clean[0].pk).update(
        given_to=Staff.objects.get(login="0001"), given_on=TODAY
    )
    number, seen = clean[0].number, Case.objects.get(pk=clean[0].pk).digest
    form = {"number": [number], "opinion": "同意", f"seen:{number}": seen}
    answer = first.post(f"{path}租房提取", form)
    assert "不能批量办理" in answer.content.decode()
    assert Case.objects.get(number=number).state == "waiting"


def test_unopened_papers_are_not_approved_in_a_batch(
    first, second, wang: Member, settings, tmp_path
) -> None:
    settings.ANJU_MATERIALS = tmp_path / "materials"
    contract = contract_of(wang)
    add_file(material=contract, name="合同.jpg", content=paper(5), now=NOW)
    kept = Paper("购房合同", "HT-1", contract.number, digest(contract))
    case = renting(wang, findings=CLEAN, paper=kept)
    assert case.number in first.get(WAITING).content.decode()
    form = {"number": [case.number], "opinion": "同意", f"seen:{case.number}": case.digest}
    answer = first.post(WAITING, form)
    assert "还有材料没有打开看过" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == "waiting"
    first.get(f"/counter/review/{case.number}/papers/{contract.number}/files/1/pages/1")
    first.post(WAITING, form)
    assert Case.objects.get(pk=case.pk).state == "reviewing"
