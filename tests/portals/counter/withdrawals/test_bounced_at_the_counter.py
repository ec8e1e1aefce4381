"""退汇待处理: asked by one officer, carried out by another; and the figures of the day."""

from datetime import date

import pytest
from django.test import Client
from tests.cases.conftest import clerk
from tests.withdrawals.conftest import approve, ask, bank_answers, bind_for

from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.figures import money_by_reason
from anju.withdrawals.models import BounceDeed, Withdrawal

LIST = "/counter/withdrawals/bounced"


@pytest.fixture
def back(wang: Member, card: MemberCard) -> Withdrawal:
    """王芳's rent, which the bank could not pay."""
    officers = clerk("吴柜员", 803), clerk("郑主管", 804, Staff.Role.MANAGER)
    made = approve(ask(wang), *officers)
    bank_answers("rejected", reason="账户已销户")
    made.refresh_from_db()
    assert made.state == "bounced"
    return made


def asked(window: Client, back: Withdrawal, kind: str) -> str:
    form = {"kind": kind, "reason": "本人到场，核对了身份证"}
    answer = window.post(f"{LIST}/{back.number}", form)
    assert answer.status_code == 302, answer.content.decode()
    return BounceDeed.objects.latest("id").number


def decide(window: Client, number: str, step: str = "approve", opinion: str = "") -> str:
    sent = {"number": number, "step": step, "opinion": opinion}
    return window.post(f"{LIST}/decision", sent).content.decode()


def test_two_officers_put_the_money_back(
    clerk_window: Client, manager_window: Client, back: Withdrawal
) -> None:
    listed = clerk_window.get(LIST).content.decode()
    assert back.number in listed
    assert "账户已销户" in listed
    number = asked(clerk_window, back, "give_back")
    assert "等另一位人员" in clerk_window.get(f"{LIST}/{back.number}").content.decode()
    assert "您自己提出的" in clerk_window.get(f"{LIST}/review").content.decode()
    assert "不能复核自己" in decide(clerk_window, number)
    assert "已办理" in decide(manager_window, number)
    back.refresh_from_db()
    assert back.state == "given_back"
    assert "没有再次生效" in decide(manager_window, number)
    assert "没有等待处理的退汇" in clerk_window.get(LIST).content.decode()


def test_another_card_is_paid_and_the_same_one_is_not(
    clerk_window: Client, manager_window: Client, back: Withdrawal, wang: Member
) -> None:
    number = asked(clerk_window, back, "pay_again")
    assert "刚被银行退回" in decide(manager_window, number)
    bind_for(wang, "6217000010000000027")
    assert "换卡重付已办理" in decide(manager_window, number)
    back.refresh_from_db()
    assert (back.state, back.attempt) == ("paying", 2)


def test_what_is_sent_back_can_be_asked_anew(
    clerk_window: Client, manager_window: Client, back: Withdrawal
) -> None:
    number = asked(clerk_window, back, "pay_again")
    form = {"kind": "give_back", "reason": "本人到场，核对了身份证"}
    assert "不能重复提交" in clerk_window.post(f"{LIST}/{back.number}", form).content.decode()
    assert "至少 4 个字" in decide(manager_window, number, "refuse")
    assert "已退回" in decide(manager_window, number, "refuse", "先请本人换卡")
    assert clerk_window.post(f"{LIST}/{back.number}", {"kind": "x"}).status_code == 422
    assert clerk_window.post(f"{LIST}/{back.number}", {"kind": "give_back"}).status_code == 422
    asked(clerk_window, back, "give_back")


def test_the_days_money_is_told_by_reason(
    clerk_window: Client, manager_window: Client, back: Withdrawal
) -> None:
    (rent,) = money_by_reason(since=back.applied_on, until=back.applied_on)
    assert (rent.title, rent.received, rent.approved, rent.paid) == (back.reason_title, 1, 1, 0)
    assert rent.received_fen == rent.approved_fen == back.total_fen
    assert money_by_reason(since=date(2026, 1, 1), until=date(2026, 1, 2)) == []
    page = "/counter/withdrawals/figures"
    assert back.reason_title in manager_window.get(page).content.decode()
    assert manager_window.get(f"{page}?as=xlsx").status_code == 200
    wrong = manager_window.get(f"{page}?since=2026-12-01&until=2026-11-01").content.decode()
    assert "晚于截止日期" in wrong
    assert clerk_window.get(page).status_code == 403
