"""The employer's first page, its profile and its people."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import account_of, agent_of, as_agent

from anju.people.models import Employer


def test_the_first_page_says_what_is_owed_and_until_when(desk: Client) -> None:
    shown = desk.get("/employer/").content.decode()
    assert "2026 年 7 月应缴" in shown
    assert "2,910.00" in shown
    assert "2026-07-15" in shown
    assert "已逾期" in shown
    assert "中国建设银行 ****0001" in shown


@pytest.mark.rows("C-29")
def test_the_profile_shows_what_the_center_holds(desk: Client, mill: Employer) -> None:
    shown = desk.get("/employer/profile").content.decode()
    for words in (
        "申城纺织有限公司",
        mill.credit_code,
        "市直管理部",
        "每月 10 日",
        "单位12%，个人12%",
        "2 人",
        "赵会计",
        "139****0001",
    ):
        assert words in shown


def test_people_are_found_and_masked(desk: Client) -> None:
    shown = desk.post("/employer/members", {"q": "王"}, follow=True).content.decode()
    assert "王芳" in shown
    assert "李伟" not in shown
    assert identity(1) not in shown
    assert account_of("王芳").number not in shown
    assert "没有符合条件的职工" in desk.get("/employer/members?state=02").content.decode()


@pytest.mark.rows("J-25")
def test_people_are_exported_as_they_were_asked_for(desk: Client) -> None:
    there = desk.post("/employer/members", {"q": "王", "state": "01"})["Location"]
    answer = desk.get(f"{there}&as=xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert [row[1] for row in rows] == ["姓名", "王芳", None]
    assert [row[9] for row in rows] == ["月缴存额", 1440, 1440]
    assert rows[2][0] == "总合计"


def test_another_employers_people_are_not_in_sight(desk: Client) -> None:
    tea = employer("浉河茶厂", seq=2)
    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    assert "王芳" not in other.get("/employer/members").content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "",
        "profile",
        "month",
        "register",
        "register/lines",
        "uploads",
        "remittances",
        "prepayments",
        "receipts",
        "members",
        "transfers",
        "seals",
        "bases",
        "payments",
        "filings",
        "interest",
        "register/template",
    ],
)
def test_strangers_are_led_to_the_gate(hall: Client, mill: Employer, page: str) -> None:
    assert hall.get(f"/employer/{page}")["Location"].startswith("/employer/sign-in?next=")


@pytest.mark.parametrize("page", ["", "profile", "register", "receipts", "members"])
def test_pages_to_read_take_no_post(desk: Client, page: str) -> None:
    assert desk.post(f"/employer/{page}").status_code == 405


def test_the_menu_is_the_citys_own(desk: Client) -> None:
    shown = desk.get("/employer/").content.decode()
    for label in ("单位信息", "变更清册", "单位汇缴", "预缴", "职工信息", "业务办理信息"):
        assert f"{label}</a></li>" in shown


def test_on_a_phone_the_same_page_stands_in_the_phones_shell(desk: Client) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"
    shown = desk.get("/employer/", headers={"User-Agent": agent}).content.decode()
    assert 'class="tabbar"' in shown
    assert 'class="bar"' not in shown


def test_large_type_is_kept_in_a_cookie(desk: Client) -> None:
    desk.cookies["hall_size"] = "large"
    assert 'data-size="large"' in desk.get("/employer/").content.decode()
