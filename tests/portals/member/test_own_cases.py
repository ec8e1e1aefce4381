"""我发起的: a member's applications, their chart and record, mended and taken back."""

import io

import pytest
from django.test import Client
from python_calamine import load_workbook
from tests.cases.conftest import renting
from tests.people_of_the_town import TODAY, identity, opening, staff

from anju.cases.actors import Actor, staff_acts
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.return_case import return_case
from anju.people.models import Member, Staff


@pytest.fixture
def officer(mill) -> Actor:
    """Somebody who serves cases at the counter."""
    return staff_acts(
        Staff.objects.create(
            login="S9",
            name="陈柜员",
            identity_number=identity(809),
            role="clerk",
            branch="市直管理部",
        )
    )


@pytest.fixture
def case(fang: Member) -> Case:
    return renting(fang)


def send_back(case: Case, by: Actor, *marks: str) -> None:
    Case.objects.filter(pk=case.pk).update(given_to=by.staff, given_on=TODAY)
    return_case(
        number=case.number,
        reasons=tuple(Return("06" if "paper" in mark else "02", mark) for mark in marks),
        opinion="请补正",
        by=by,
        today=TODAY,
    )


@pytest.mark.rows("Z-21", "Z-22", "Z-23")
def test_an_application_stands_in_the_list_and_opens(inside_hall: Client, case: Case) -> None:
    shown = inside_hall.get("/my/cases").content.decode()
    assert "缴存人租房提取审批" in shown
    assert "共1页 每页显示 10 共1条记录" in shown
    one = inside_hall.get(f"/my/cases/{case.number}").content.decode()
    for words in ("任务发起人", "受理初审", "受理复审", "正在办理", "未开始", "王芳"):
        assert words in one


def test_the_list_is_handed_out_as_a_workbook(inside_hall: Client, case: Case) -> None:
    answer = inside_hall.get("/my/cases/export")
    rows = load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["序号", "业务类型", "业务信息", "是否完成", "流程耗时"]
    assert rows[1][1] == "缴存人租房提取审批"


def test_nobody_sees_or_touches_anothers_application(
    inside_hall: Client, mill, case: Case
) -> None:
    staff(mill, opening(7, "李雷"))
    other = renting(Member.objects.get(name="李雷"))
    assert other.number not in inside_hall.get("/my/cases").content.decode()
    for path in ("", "/file", "/mending"):
        assert inside_hall.get(f"/my/cases/{other.number}{path}").status_code == 404
    for path in ("/mending", "/withdrawal"):
        assert inside_hall.post(f"/my/cases/{other.number}{path}").status_code == 404
    other.refresh_from_db()
    assert other.state == "waiting"


def test_only_what_was_marked_is_asked_for_and_the_place_is_kept(
    inside_hall: Client, case: Case, officer: Actor
) -> None:
    send_back(case, officer, "address", "paper:租赁合同")
    assert "要改的只有这些" in inside_hall.get(f"/my/cases/{case.number}").content.decode()
    assert f"办件 {case.number} 被退回" in inside_hall.get("/my/todo").content.decode()
    form = inside_hall.get(f"/my/cases/{case.number}/mending").content.decode()
    assert 'name="address"' in form
    assert 'name="paper_0"' in form
    assert 'name="card"' not in form
    wrong = inside_hall.post(f"/my/cases/{case.number}/mending", {"address": ""})
    assert wrong.status_code == 422
    assert "请填写这一项" in wrong.content.decode()
    sent = {"address": "演示路 9 号", "paper_0": "HT-2", "card": "工行 6666"}
    done = inside_hall.post(f"/my/cases/{case.number}/mending", sent)
    # What was not marked is refused, not quietly dropped.
    assert done.status_code == 422
    del sent["card"]
    assert inside_hall.post(f"/my/cases/{case.number}/mending", sent).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.values["address"]) == ("waiting", "演示路 9 号")
    assert case.papers[0].number == "HT-2"
    assert case.due_on == TODAY


def test_an_application_is_taken_back_once(inside_hall: Client, case: Case) -> None:
    path = f"/my/cases/{case.number}/withdrawal"
    assert inside_hall.post(path).status_code == 302
    assert inside_hall.post(path).status_code == 422
    assert "已撤回" in inside_hall.get(f"/my/cases/{case.number}").content.decode()


def test_the_whole_file_is_printed_with_its_rules(inside_hall: Client, case: Case) -> None:
    shown = inside_hall.get(f"/my/cases/{case.number}/file").content.decode()
    for words in ("缴存满 3 个月", "CL000001", case.digest, "12,000.00"):
        assert words in shown


@pytest.mark.rows("Z-09")
def test_the_first_page_leads_to_ones_tasks(inside_hall: Client, case: Case) -> None:
    shown = inside_hall.get("/my/").content.decode()
    for words in ("个人任务管理", "消息", "我发起的", "已阅", "待办"):
        assert words in shown
