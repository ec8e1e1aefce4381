"""审核台: given out, one screen, decided as seen, sent back by code, put aside, together."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from tests.cases.conftest import FINDINGS, SHOWN, renting
from tests.documents.materials.conftest import NOW, contract_of
from tests.documents.materials.papers import pdf
from tests.people_of_the_town import TODAY, opening, staff
from tests.staff_of_the_town import at_counter

from anju.cases import sample
from anju.cases.actors import staff_acts
from anju.cases.approve_automatically import approve_automatically
from anju.cases.close_case import close_case
from anju.cases.findings import Finding
from anju.cases.models import Case, Effort, Paper, SecondLook, Step
from anju.cases.sample import draw_samples
from anju.documents.materials.add_file import add_file
from anju.documents.materials.digest import digest
from anju.documents.materials.models import Material
from anju.people.models import Employer, Member, Staff
from anju.portals.counter.review.kinds import KINDS, CounterKind

CLEAN = FINDINGS[:1]


def decide_rent(*, number: str, approve: bool, by: Staff, now: Any, **how: Any) -> Case:
    return close_case(number=number, approve=approve, by=staff_acts(by), **how)


@pytest.fixture
def rents(monkeypatch: pytest.MonkeyPatch, mill: Employer) -> list[Case]:
    """Four who want to take out their rent; three are clean."""
    monkeypatch.setitem(KINDS, "rent", CounterKind(decide_rent))
    staff(mill, *(opening(order, f"职工{order}") for order in range(101, 105)))
    members = Member.objects.filter(name__startswith="职工").order_by("name")
    return [
        renting(one, findings=FINDINGS if place == 3 else CLEAN, paper=SHOWN)
        for place, one in enumerate(members)
    ]


@pytest.fixture
def first(hall: Client, rents: list[Case]) -> Client:
    return at_counter("0001", "clerk", name="陈柜员")


@pytest.fixture
def second(hall: Client, rents: list[Case]) -> Client:
    return at_counter("0002", "manager", name="周主管")


def take(window: Client) -> str:
    """领取下一件; the number of the case that is given out."""
    answer = window.post("/counter/review/next")
    assert answer.status_code == 302
    return answer["Location"].rsplit("/", 1)[-1]


def form_of(window: Client, number: str) -> dict[str, str]:
    shown = window.get(f"/counter/review/{number}").content.decode()
    names = ("seen", "opened", "opinion")
    return {
        name: found[1]
        for name in names
        if (found := re.search(rf'name="{name}" (?:id="\w+" )?value="([^"]*)"', shown))
    }


def decide(window: Client, number: str, act: str = "approve", **more: str):
    form = {"opinion": "同意", **form_of(window, number), "act": act, **more}
    return window.post(f"/counter/review/{number}/decision", form)


def accept_all(window: Client, cases: list[Case]) -> None:
    for _ in cases:
        number = take(window)
        assert decide(window, number, opinion="核对无误").status_code == 302


def test_one_accepts_another_approves_and_the_next_comes_at_once(first, second, rents) -> None:
    number = take(first)
    shown = first.get(f"/counter/review/{number}").content.decode()
    assert "租赁合同" in shown
    moved = decide(first, number, opinion="齐全", seconds="3")
    assert moved.status_code == 302
    following = moved["Location"].rsplit("/", 1)[-1]
    assert following not in ("review", number)
    case = Case.objects.get(number=number)
    assert case.state == "reviewing"
    assert Effort.objects.get().seconds <= 3
    assert take(second) == number or Case.objects.filter(given_to__login="0002").exists()


def test_only_what_needs_eyes_lies_open(first, rents) -> None:
    for case in rents:
        if not case.all_met:
            Case.objects.filter(pk=case.pk).update(due_on=TODAY - timedelta(days=9))
    number = take(first)
    shown = first.get(f"/counter/review/{number}").content.decode()
    assert "自动核对通过 1 项" in shown
    assert "距上次提取满 1 年" in shown
    assert "已折叠 1 项：缴存满 3 个月" in shown
    assert "已超期" in shown
    # Where a rule is not met, the officer writes his own opinion.
    assert form_of(first, number)["opinion"] == ""


def test_nobody_opens_a_case_that_was_not_given_to_him(first, second, rents) -> None:
    number = take(first)
    assert second.get(f"/counter/review/{number}")["Location"] == "/counter/review"
    form = {"act": "approve", "opinion": "同意", "seen": "x"}
    second.post(f"/counter/review/{number}/decision", form)
    assert not Step.objects.exclude(kind="opened").exists()


def test_what_changed_meanwhile_is_shown_and_not_approved(
    first, second, rents, monkeypatch
) -> None:
    accept_all(first, rents)
    number = take(second)
    form = form_of(second, number)

    def today(case: Case, _day: Any) -> list[Finding]:
        return [Finding("T01", "缴存满 3 个月", "连续 2 个月", "满 3 个月", "not_met")]

    monkeypatch.setitem(KINDS, "rent", CounterKind(decide_rent, today))
    second.get(f"/counter/review/{number}")
    answer = second.post(
        f"/counter/review/{number}/decision", {**form, "act": "approve", "opinion": "同意"}
    )
    assert answer.status_code == 409
    assert "您打开之后变了这些" in answer.content.decode()
    assert "连续 2 个月" in answer.content.decode()
    assert Case.objects.get(number=number).state == "reviewing"
    assert decide(second, number, "refuse", opinion="不满 3 个月").status_code == 302
    assert Case.objects.get(number=number).state == "refused"


def test_a_return_names_places_and_codes(first, rents) -> None:
    number = take(first)
    path = f"/counter/review/{number}/return"
    assert first.post(path, {"opinion": "?"}).status_code == 422
    wrong = {"mark": ["card"], "code:card": "77"}
    assert first.post(path, wrong).status_code == 422
    sent = {
        "mark": ["card", "paper:租赁合同"],
        "code:card": "09",
        "code:paper:租赁合同": "06",
        "words:paper:租赁合同": "第 2 页反光",
    }
    assert first.post(path, sent).status_code == 302
    step = Step.objects.get(kind="returned")
    assert [(one["code"], one["field"]) for one in step.reasons] == [
        ("09", "card"),
        ("06", "paper:租赁合同"),
    ]
    assert step.reasons[1]["words"] == "第 2 页反光"


def test_a_case_is_put_aside_and_taken_up_again(first, rents) -> None:
    number = take(first)
    path = f"/counter/review/{number}/suspension"
    assert first.post(path, {"why": "等函", "until": "soon"}).status_code == 422
    sent = {"why": "等函", "until": str(TODAY + timedelta(days=3))}
    assert first.post(path, sent).status_code == 302
    assert number in first.get("/counter/review").content.decode()
    back = first.post(f"/counter/review/{number}/resumption")
    assert back["Location"].endswith(number)
    assert first.get(f"/counter/review/{number}").status_code == 200


def test_alike_cases_are_approved_on_one_page(first, second, rents) -> None:
    accept_all(first, rents)
    table = second.get("/counter/review").content.decode()
    path = unquote(re.findall(r'href="(/counter/review/together/[^"]+)"', table)[0])
    assert path == "/counter/review/together/rent/reviewing?title=租房提取"
    shown = second.get(path).content.decode()
    numbers = re.findall(r'name="number" value="(BJ\d+)"', shown)
    assert len(numbers) == 3
    seen = dict(re.findall(r'name="seen:(BJ\d+)" value="(\w+)"', shown))
    form = {"number": numbers, "opinion": "同意"} | {f"seen:{n}": seen[n] for n in numbers}
    form[f"seen:{numbers[0]}"] = "0" * 64
    answer = second.post(path, form).content.decode()
    assert "2 件已办，共 3 件" in answer
    assert Case.objects.filter(state="approved").count() == 2


def test_a_manager_gives_on_marks_urgent_and_names_skills(first, second, rents) -> None:
    number = rents[0].number
    clerk = Staff.objects.get(login="0001")
    form = {"number": [number], "why": "换人", "to": str(clerk.pk), "act": "give"}
    assert first.post("/counter/review/assignment/change", form).status_code == 403
    assert second.post("/counter/review/assignment/change", form).status_code == 302
    assert Case.objects.get(number=number).given_to == clerk
    own = Staff.objects.get(login="0002")
    refused = second.post("/counter/review/assignment/change", form | {"to": str(own.pk)})
    assert refused.status_code == 422
    urgent = form | {"act": "urgent"}
    assert second.post("/counter/review/assignment/change", urgent).status_code == 302
    assert "加急" in second.get("/counter/review/assignment").content.decode()
    skills = {"to": str(clerk.pk), "kind": ["rent", "no_such"]}
    second.post("/counter/review/assignment/skills", skills)
    assert [one.kind for one in clerk.case_skills.all()] == ["rent"]


def test_a_day_of_the_desk_is_shown_and_handed_out(first, rents) -> None:
    accept_all(first, rents)
    shown = first.get("/counter/review/figures").content.decode()
    assert "租房提取" in shown
    assert "陈柜员" in shown
    assert first.get("/counter/review/figures?day=x").status_code == 200
    assert first.get("/counter/review/figures/export").status_code == 200


def test_a_sampled_case_is_looked_at_again(first, rents, monkeypatch) -> None:
    approve_automatically(number=rents[0].number, opinion="规则", today=TODAY)
    monkeypatch.setattr(sample, "value", lambda *_args, **_how: "1")
    draw_samples(today=TODAY + timedelta(days=1))
    first.post("/counter/review/looks/next")
    assert rents[0].number in first.get("/counter/review/looks").content.decode()
    path = f"/counter/review/looks/{rents[0].number}"
    assert first.post(path, {"act": "confirm"}).status_code == 422
    assert first.post(path, {"act": "confirm", "opinion": "属实"}).status_code == 302
    assert SecondLook.objects.get().result == "confirmed"


@pytest.fixture
def contract(settings, tmp_path, wang: Member) -> Material:
    """王芳's contract: a file of two pages."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    made = contract_of(wang)
    add_file(material=made, name="合同.pdf", content=pdf(2), now=NOW)
    return made


def test_papers_are_opened_before_they_are_approved(
    first, second, wang: Member, contract: Material
) -> None:
    kept = Paper("购房合同", "HT-1", contract.number, digest(contract))
    case = renting(wang, findings=CLEAN, paper=kept)
    Case.objects.exclude(pk=case.pk).update(due_on=TODAY + timedelta(days=9))
    page = f"/counter/review/{case.number}/papers/{contract.number}/files/1/pages/1"
    assert first.get(page).status_code == 404
    assert take(first) == case.number
    shown = first.get(f"/counter/review/{case.number}").content.decode()
    assert page in shown
    assert "data-viewer" in shown
    refused = decide(first, case.number)
    assert refused.status_code == 422
    assert "还有材料没有打开看过：购房合同" in refused.content.decode()
    # A small picture in the row of pages is not a look at the paper.
    assert first.get(f"{page}?small=1").status_code == 200
    assert decide(first, case.number).status_code == 422
    assert first.get(page).content.startswith(b"\xff\xd8\xff")
    assert decide(first, case.number).status_code == 302
    assert second.get(page).status_code == 404
    foreign = f"/counter/review/{case.number}/papers/CL999/files/1/pages/1"
    assert second.get(foreign).status_code == 404
    Case.objects.filter(pk=case.pk).update(due_on=TODAY - timedelta(days=9))
    assert take(second) == case.number
    assert decide(second, case.number).status_code == 422
    second.get(page)
    assert decide(second, case.number).status_code == 302
