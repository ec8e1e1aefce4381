"""休假外出 at the counter: entered, listed, ended; a manager for all, a clerk for himself."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.cases.conftest import FINDINGS, SHOWN, renting
from tests.people_of_the_town import TODAY, opening, staff
from tests.staff_of_the_town import at_counter, clerk

from anju.cases.models import Absence, Case
from anju.people.models import Employer, Member, Staff
from anju.portals.counter.review.kinds import KINDS, CounterKind

PAGE, NEW = "/counter/review/absences", "/counter/review/absences/new"
LAST = TODAY + timedelta(days=4)


@pytest.fixture
def rent(monkeypatch: pytest.MonkeyPatch, hall: Client, mill: Employer) -> Case:
    monkeypatch.setitem(KINDS, "rent", CounterKind(lambda **_: None))
    staff(mill, opening(101, "职工一"))
    member = Member.objects.get(name="职工一")
    return renting(member, findings=FINDINGS[:1], paper=SHOWN)


@pytest.fixture
def chen(rent: Case) -> Client:
    return at_counter("0001", "clerk", name="陈柜员")


@pytest.fixture
def zhou(rent: Case) -> Client:
    return at_counter("0002", "manager", name="周主管")


def form(who: str = "", **more: object) -> dict[str, object]:
    chosen = str(Staff.objects.get(name=who).pk) if who else ""
    days = {"first_on": f"{TODAY}", "last_on": f"{LAST}"}
    return {"staff": chosen, "kind": "leave", "why": "年休假", **days, **more}


def text(answer) -> str:
    return answer.content.decode()


def test_nothing_entered_says_so_and_leads_to_the_form(zhou: Client) -> None:
    shown = text(zhou.get(PAGE))
    assert "没有登记的休假或外出" in shown
    assert f'href="{NEW}"' in shown
    assert f'href="{PAGE}"' in text(zhou.get("/counter/"))


def test_a_clerk_enters_his_own_gives_back_and_is_given_nothing(
    chen: Client, rent: Case
) -> None:
    assert chen.post("/counter/review/next")["Location"].endswith(rent.number)
    done = text(chen.post(NEW, form()))
    assert "已登记" in done
    assert rent.number in done
    refused = chen.post("/counter/review/next")
    assert refused.status_code == 422
    assert "期间不派件" in text(refused)
    assert "现在不派件给您" in text(chen.get(PAGE))
    for url in ("/counter/review/together/rent/waiting", "/counter/review/looks/next"):
        asked = chen.get(url) if "together" in url else chen.post(url)
        assert (asked.status_code, "期间不派件" in text(asked)) == (422, True), url
    assert chen.get(f"/counter/review/{rent.number}").status_code == 302


def test_a_clerk_neither_sees_nor_enters_nor_ends_anothers(chen: Client, zhou: Client) -> None:
    wu = clerk("0003", "clerk", name="吴敏")
    assert "吴敏" not in text(chen.get(NEW))
    refused = chen.post(NEW, form("吴敏"))
    assert refused.status_code == 422
    assert zhou.post(NEW, form("吴敏")).status_code == 200
    made = Absence.objects.get(staff=wu)
    assert "吴敏" not in text(chen.get(PAGE))
    assert chen.post(f"{PAGE}/{made.pk}/end").status_code == 404
    made.refresh_from_db()
    assert made.ended_on is None


def test_a_manager_ends_it_early_and_work_is_given_again(chen: Client, zhou: Client) -> None:
    zhou.post(NEW, form("陈柜员"))
    shown = text(zhou.get(PAGE))
    assert "进行中" in shown
    assert '今天不在的 <b class="num">1</b> 人' in shown
    ended = zhou.post(f"{PAGE}/{Absence.objects.get().pk}/end", follow=True)
    assert "已结束，恢复派件" in text(ended)
    assert "已取消" in text(ended)
    assert chen.post("/counter/review/next").status_code == 302
    again = zhou.post(f"{PAGE}/{Absence.objects.get().pk}/end")
    assert again.status_code == 422
    assert "已经结束" in text(again)


def test_what_he_put_aside_is_given_on_from_the_list(
    chen: Client, zhou: Client, rent: Case
) -> None:
    chen.post("/counter/review/next")
    until = f"{TODAY + timedelta(days=9)}"
    chen.post(f"/counter/review/{rent.number}/suspension", {"why": "等回函", "until": until})
    zhou.post(NEW, form("陈柜员"))
    wu = clerk("0003", "clerk", name="吴敏")
    shown = text(zhou.get(PAGE))
    assert "不在的人挂起的办件" in shown
    offered = re.findall(r'<option value="\d+">(\w+)（', shown)
    assert offered == ["吴敏"]
    given = {"number": rent.number, "to": f"{wu.pk}", "why": "休假", "act": "give"}
    zhou.post("/counter/review/assignment/change", given)
    rent.refresh_from_db()
    assert (rent.given_to, rent.suspended_until) == (wu, None)
    assert "不在的人挂起的办件" not in text(zhou.get(PAGE))


def test_the_one_who_gives_out_sees_who_is_away_and_cannot_give_to_him(
    chen: Client, zhou: Client, rent: Case
) -> None:
    zhou.post(NEW, form("陈柜员"))
    away = Staff.objects.get(name="陈柜员")
    shown = text(zhou.get("/counter/review/assignment"))
    assert f'<option value="{away.pk}" disabled>' in shown
    forged = {"number": rent.number, "to": f"{away.pk}", "why": "忙", "act": "give"}
    refused = zhou.post("/counter/review/assignment/change", forged)
    assert refused.status_code == 422
    assert "期间不派件" in text(refused)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "holiday"}, "请选择类别"),
        ({"first_on": "明天"}, "请填写开始日期"),
        ({"last_on": ""}, "请填写结束日期"),
        ({"last_on": "2026-11-01"}, "结束日期不能早于开始日期"),
        ({"staff": "999999"}, "请选择登记谁"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    zhou: Client, wrong: dict[str, str], said: str
) -> None:
    refused = zhou.post(NEW, form("周主管", **wrong))
    assert refused.status_code == 422
    assert said in text(refused)
    assert not Absence.objects.exists()


def test_a_look_changes_nothing(zhou: Client) -> None:
    zhou.post(NEW, form("周主管"))
    key = Absence.objects.get().pk
    assert zhou.get(f"{PAGE}/{key}/end").status_code == 405
    assert zhou.post(f"{PAGE}/{key + 1}/end").status_code == 404
