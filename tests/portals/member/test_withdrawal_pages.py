"""我要提取: the panorama, the form in steps, and the page of what was made."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from tests.cases.conftest import clerk
from tests.portals.member.conftest import told
from tests.portals.member.withdrawing import (
    ALL,
    FORM,
    RENT,
    TYPED,
    city,
    clock,
    code_for,
    errors_in,
    handed_in,
    intent_of,
    paper,
    room,
    saver,
    text,
)
from tests.withdrawals.conftest import approve, bank_answers

from anju.people.models import FundAccount, Member, Staff
from anju.withdrawals.models import Draft, Withdrawal

__all__ = ["city", "clock", "room", "saver"]

MANAGER = Staff.Role.MANAGER


def test_the_panorama_says_of_every_reason_what_it_gives_or_why_not_and_when(
    room: Client, saver: Member
) -> None:
    paper(saver, "emigration_proof")
    shown = text(room.get(ALL))
    for word in ("租房提取", "购买住房提取", "出境定居", "需补材料", "暂不可提", "数据待核"):
        assert word in shown
    assert "目前还不能办理" in shown
    for head in ("条款", "您的数据", "要求", "结果", "满足日期", "下一步"):
        assert f'<th scope="col">{head}</th>' in shown
    assert "依据：住房公积金管理条例" in shown


def test_supposing_changes_the_page_and_nothing_else(room: Client, saver: Member) -> None:
    usual = text(room.get(ALL))
    supposed = text(room.get(f"{ALL}?if=retire&if=nonsense"))
    assert "以下是假设的结果：如果我退休。" in supposed
    assert "以下是假设" not in usual
    before = usual.partition('id="r-retirement"')[2].partition("</summary>")[0]
    after = supposed.partition('id="r-retirement"')[2].partition("</summary>")[0]
    assert ("暂不可提" in before, "暂不可提" in after) == (True, False)
    assert "我要提取<span" not in supposed
    assert FundAccount.objects.get(member=saver).state == "01"


def test_unfolded_the_panorama_can_be_printed(room: Client) -> None:
    assert '<details class="reason" open' in text(room.get(f"{ALL}?open=1"))


def test_conditions_and_papers_come_before_the_first_field(room: Client) -> None:
    first = text(room.get(RENT))
    assert "办理需要满足的条件" in first
    assert "所需要件" in first
    assert "无房证明" in first
    assert "确认，下一步" in first
    assert "<input" not in first.partition("<main")[2].partition("</main>")[0]


def test_who_can_not_yet_is_told_why_and_finds_no_way_into_the_form(room: Client) -> None:
    url = "/my/withdrawals/reasons/retirement"
    shown = text(room.get(url))
    assert "目前还不能办理“离、退休”" in shown
    assert "起可办" in shown
    assert "确认，下一步" not in shown
    refused = room.post(f"{url}/form", {"press": "on"})
    assert refused.status_code == 422
    assert "法定退休年龄" in errors_in(refused)


def test_a_wrong_answer_is_told_at_its_field_and_what_was_typed_stays(room: Client) -> None:
    sent = room.post(FORM, {**TYPED, "months": "一百", "no_own_home": ""})
    assert sent.status_code == 422
    assert "请填写 1 至 60 的整数" in errors_in(sent)
    assert 'value="演示路 9 号"' in text(sent)
    assert 'id="months-err"' in text(sent)


def test_calculating_echoes_the_amount_and_hands_nothing_in(room: Client) -> None:
    shown = room.post(FORM, {**TYPED, "press": "calculate"})
    assert shown.status_code == 200
    assert "3,000.00 元" in text(shown)
    assert "叁仟元整" in text(shown)
    assert Withdrawal.objects.count() == 0


def test_a_withdrawal_from_the_form_to_its_page(room: Client, saver: Member) -> None:
    made = handed_in(room, saver)
    assert (made.amount_fen, made.state, made.channel) == (300_000, "reviewing", "hall")
    assert "用于“租房提取”，付到尾号 0019 的银行卡，金额 3,000.00 元" in told(saver.mobile)
    assert Draft.objects.count() == 0
    shown = text(room.get(f"/my/withdrawals/{made.number}?done=1"))
    for words in ("申请已提交", made.number, "3,000.00 元", "现在由谁办理", "承诺"):
        assert words in shown
    assert f'href="/my/cases/{made.case.number}"' in shown
    assert "确认撤回" in shown


def test_less_than_is_offered_may_be_asked_for(room: Client, saver: Member) -> None:
    assert handed_in(room, saver, amount="1234.50").amount_fen == 123_450


def test_a_half_filled_form_is_found_again_in_any_channel(room: Client) -> None:
    kept = room.post(FORM, {**TYPED, "months": "", "press": "save"}, follow=True)
    assert "已保存，可稍后继续" in text(kept)
    assert "“租房提取”填到一半" in text(kept)
    wechat = room.get(FORM, headers={"user-agent": "Mozilla/5.0 Mobile MicroMessenger/8.0"})
    assert 'value="演示路 9 号"' in text(wechat)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said::text FROM withdrawals_draft")
        assert "演示路" not in cursor.fetchone()[0]


def test_leaving_to_bind_a_card_keeps_what_was_typed_and_leads_back(
    room: Client, saver: Member
) -> None:
    away = room.post(FORM, {**TYPED, "press": "card"})
    assert away["Location"] == "/my/cards"
    assert "回到“租房提取”" in text(room.get("/my/cards/bound"))
    assert 'value="演示路 9 号"' in text(room.get(FORM))
    assert "回到“租房提取”" not in text(room.get("/my/cards/bound"))


def test_a_needed_paper_must_be_chosen_and_not_only_lie_in_the_wallet(
    room: Client, saver: Member, city
) -> None:
    city("jian")
    url = "/my/withdrawals/reasons/home_purchase"
    contract, invoice = paper(saver, "purchase_contract"), paper(saver, "invoice")
    form = {
        "contract_number": "购-1",
        "contract_on": "2026-11-02",
        "address": "演示路 9 号",
        "cost": "3000.00",
        "press": "on",
    }
    shown = text(room.get(f"{url}/form"))
    assert f'value="{contract.number}" checked' in shown
    room.post(f"{url}/form", {**form, "material": [contract.number]})
    intent = intent_of(text(room.get(f"{url}/check")))
    refused = room.post(f"{url}/check", {"intent": intent, "ask_code": "1"})
    assert "还没有选择材料：购房发票或契税票" in errors_in(refused)
    room.post(f"{url}/form", {**form, "material": [contract.number, invoice.number]})
    code = code_for(room, f"{url}/check", saver, intent=intent)
    # 吉安 asks for the payment password as well.
    shown = text(room.get(f"{url}/check"))
    assert "您还没有设置" in shown
    refused = room.post(f"{url}/check", {"intent": intent, "code": code})
    assert "请先设置" in errors_in(refused)


def test_what_came_back_from_the_bank_goes_to_another_card_or_onto_the_account(
    room: Client, saver: Member
) -> None:
    made = approve(handed_in(room, saver), clerk("陈柜员", 801), clerk("周主管", 802, MANAGER))
    assert "正在付款" in text(room.get(f"/my/withdrawals/{made.number}"))
    bank_answers("rejected", reason="账户状态异常")
    url = f"/my/withdrawals/{made.number}"
    shown = text(room.get(url))
    assert "银行没有付成" in shown
    assert "账户状态异常" in shown
    same = room.post(f"{url}/payment")
    assert (same.status_code, "换绑一张能收款的" in errors_in(same)) == (422, True)
    given = room.post(f"{url}/return")
    assert given.status_code == 302
    assert "已退回账户" in text(room.get(url))


def test_one_takes_it_back_and_may_apply_again(room: Client, saver: Member) -> None:
    made = handed_in(room, saver)
    assert room.post(f"/my/withdrawals/{made.number}/cancellation").status_code == 302
    assert "已撤回" in text(room.get(f"/my/withdrawals/{made.number}"))
    again = room.post(f"/my/withdrawals/{made.number}/cancellation")
    assert "不能撤回" in errors_in(again)
