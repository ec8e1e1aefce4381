"""汇缴 and 预缴 on the screen: choose, check, submit once, watch the bank."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import employer, opening, staff
from tests.portals.conftest import agent_of, as_agent

from anju.contributions.models import Prepayment, Remittance
from anju.identity.models import Visit
from anju.payments.models import SignedAccount
from anju.people.models import Employer
from anju.policy.rules import ItemState

PAGE = "/employer/remittances"
FORM = {"until": "2026-07", "method": "realtime", "expected_fen": "291000", "intent": "1" * 32}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form with the one button that moves money."""
    form = page[page.index('action="/employer/', page.index("check-answers")) :]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    return dict(pairs)


def prepay(desk: Client, amount: str, bank_answers, note: str = "") -> Prepayment:
    """Put money into the prepayment account by the pages."""
    page = desk.post("/employer/prepayments/check", {"amount": amount, "note": note})
    answer = desk.post("/employer/prepayments", hidden(page.content.decode()))
    bank_answers()
    return Prepayment.objects.get(number=answer["Location"].rsplit("/", 1)[1])


@pytest.mark.rows("X-17")
@pytest.mark.parametrize(
    ("answer", "leads"),
    [("none", PAGE), ("some", "/employer/register"), ("bases", "/employer/base-register")],
)
def test_the_guiding_question_leads_to_the_register_or_to_the_remittance(
    desk: Client, answer: str, leads: str
) -> None:
    asked = desk.get("/employer/month").content.decode()
    assert "当月有变化" in asked
    assert "当月无变化" in asked
    assert desk.post("/employer/month", {"change": answer})["Location"] == leads


def test_the_guiding_question_wants_an_answer(desk: Client) -> None:
    answer = desk.post("/employer/month")
    assert answer.status_code == 422
    assert "请选择" in answer.content.decode()


@pytest.mark.rows("C-53", "X-28")
def test_the_last_month_gives_what_is_due_and_the_way_gives_what_is_paid(desk: Client) -> None:
    one = desk.get(PAGE).content.decode()
    assert "2,910.00" in one
    three = desk.get(f"{PAGE}?until=2026-09").content.decode()
    assert "8,730.00" in three
    assert "捌仟柒佰叁拾元整" in three
    for label in ("终止年月", "缴款方式", "应缴金额", "实缴金额", "预缴转出"):
        assert label in three


@pytest.mark.rows("C-50", "C-53", "X-28")
def test_a_month_is_checked_submitted_answered_and_receipted(
    desk: Client, mill: Employer, bank_answers
) -> None:
    page = desk.get(f"{PAGE}/check?until=2026-07&method=realtime").content.decode()
    assert "贰仟玖佰壹拾元整" in page
    answer = desk.post(PAGE, hidden(page))
    shown = desk.get(answer["Location"]).content.decode()
    assert "等待银行答复" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    bank_answers()
    done = desk.get(answer["Location"]).content.decode()
    assert "汇缴成功" in done
    assert 'hx-trigger="every' not in done
    receipt = re.search(r"/employer/receipts/(HJ\d+)", done)
    assert receipt
    assert "单位汇缴回单" in desk.get(receipt[0]).content.decode()


def test_pressing_twice_pays_once(desk: Client, mill: Employer) -> None:
    first, second = desk.post(PAGE, FORM), desk.post(PAGE, FORM)
    assert first["Location"] == second["Location"]
    assert Remittance.objects.count() == 1


def test_a_second_remittance_waits_for_the_first(desk: Client) -> None:
    desk.post(PAGE, FORM)
    again = desk.post(PAGE, {**FORM, "intent": "2" * 32})
    assert again.status_code == 422
    assert "银行还在处理" in again.content.decode()
    assert Remittance.objects.count() == 1


def test_another_sum_than_the_one_agreed_to_is_not_paid(desk: Client) -> None:
    answer = desk.post(PAGE, {**FORM, "expected_fen": "100"})
    assert answer.status_code == 422
    assert "应缴金额已变为" in answer.content.decode()
    assert not Remittance.objects.exists()


def test_who_has_paid_everything_is_told_so_and_blamed_for_nothing(
    desk: Client, mill: Employer
) -> None:
    Employer.objects.filter(pk=mill.pk).update(paid_through=202611)
    answer = desk.get(PAGE)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "已经缴清到 2026 年 11 月，2026 年 12 月的汇缴还没有开始" in shown
    assert "需要您修改" not in shown
    assert desk.get(f"{PAGE}?until=2026-12").status_code == 422


def test_the_bank_says_no_and_the_month_stays_open(desk: Client, bank_answers) -> None:
    answer = desk.post(PAGE, FORM)
    bank_answers("rejected", "余额不足")
    shown = desk.get(answer["Location"]).content.decode()
    assert "银行没有扣款" in shown
    assert "余额不足" in shown
    assert desk.post(PAGE, {**FORM, "intent": "2" * 32}).status_code == 302


def test_without_a_signed_account_the_way_says_what_to_do(desk: Client) -> None:
    SignedAccount.objects.all().delete()
    shown = desk.get(PAGE).content.decode()
    assert "还没有签约付款账户" in shown
    assert desk.post(PAGE, FORM).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("until", "2026-06"),
        ("until", "2099-01"),
        ("until", "nonsense"),
        ("method", "gold"),
        ("expected_fen", "1e3"),
        ("expected_fen", "-291000"),
        ("intent", ""),
    ],
)
def test_a_form_that_was_tampered_with_moves_no_money(
    desk: Client, field: str, value: str
) -> None:
    answer = desk.post(PAGE, {**FORM, field: value})
    assert answer.status_code in (400, 422)
    assert not Remittance.objects.exists()


def test_another_employers_remittance_is_not_shown(desk: Client, mill: Employer) -> None:
    number = desk.post(PAGE, FORM)["Location"].rsplit("/", 1)[1]
    tea = employer("浉河茶厂", seq=2)
    staff(tea, opening(61, "冯程"))
    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    answer = other.get(f"{PAGE}/{number}")
    assert answer.status_code in (404, 422)
    assert "2,910.00" not in answer.content.decode()


@pytest.mark.rows("C-48", "C-49")
def test_money_is_put_into_the_prepayment_account_and_receipted(
    desk: Client, bank_answers
) -> None:
    asked = desk.get("/employer/prepayments").content.decode()
    assert "实际要存入预缴户的金额" in asked
    assert "备注" in asked
    found = prepay(desk, "1455.00", bank_answers, note="个人部分")
    done = desk.get(f"/employer/prepayments/{found.number}").content.decode()
    assert "预缴成功" in done
    assert "个人部分" in done
    assert "/employer/receipts/YJ" in done


@pytest.mark.rows("C-51", "C-52", "C-53")
def test_two_parts_paid_ahead_are_remitted_by_transfer(desk: Client, bank_answers) -> None:
    prepay(desk, "1455.00", bank_answers)
    short = desk.get(PAGE).content.decode()
    assert "还差 1,455.00 元" in short
    prepay(desk, "1455.00", bank_answers)
    page = desk.get(f"{PAGE}/check?until=2026-07&method=prepayment").content.decode()
    assert "预缴转出" in page
    answer = desk.post(PAGE, hidden(page))
    assert "汇缴成功" in desk.get(answer["Location"]).content.decode()
    assert (
        '<dd><span class="money">0.00</span>'
        in desk.get("/employer/prepayments").content.decode()
    )


@pytest.mark.rows("C-49")
@pytest.mark.parametrize(
    "typed", ["", "-1", "0", "0.001", "1e3", "１００", "1,000", "9" * 20, "abc"]
)
def test_an_amount_that_is_none_is_told_at_its_field(desk: Client, typed: str) -> None:
    answer = desk.post("/employer/prepayments/check", {"amount": typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="amount-err"' in text
    assert (
        desk.post("/employer/prepayments", {"amount": typed, "intent": "3" * 32}).status_code
        == 422
    )
    assert not Prepayment.objects.exists()


def test_pressing_twice_prepays_once(desk: Client) -> None:
    page = desk.post("/employer/prepayments/check", {"amount": "100.00"})
    form = hidden(page.content.decode())
    first, second = (desk.post("/employer/prepayments", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Prepayment.objects.count() == 1


def test_outside_the_hours_of_the_item_nothing_moves(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = ItemState(open=False, sentence="“汇缴”暂停办理，请明天再来。")
    monkeypatch.setattr("anju.portals.shared.doors.hours.item_open", lambda *_, **__: closed)
    answer = desk.post(PAGE, FORM)
    assert answer.status_code == 422
    assert "请明天再来" in answer.content.decode()
    assert desk.post("/employer/prepayments", {"amount": "1.00"}).status_code == 422
    assert not Remittance.objects.exists()
    assert not Prepayment.objects.exists()


def age(minutes: int) -> None:
    """The last proof of whoever is signed in was so long ago."""
    Visit.objects.update(proven_at=timezone.now() - timedelta(minutes=minutes))


def test_money_moves_only_after_a_fresh_proof(desk: Client, mill: Employer) -> None:
    age(6)
    for path, form in (
        (PAGE, FORM),
        ("/employer/prepayments", {"amount": "1.00", "intent": "2" * 32}),
        ("/employer/register/submission", {}),
    ):
        sent = desk.post(path, form, headers={"Referer": "http://xinyang.localhost/employer/"})
        assert sent["Location"].startswith("/employer/step-up?next=%2Femployer%2F&lost=1"), path
    assert not Remittance.objects.exists()
    assert not Prepayment.objects.exists()
    assert desk.get(PAGE)["Location"].startswith("/employer/step-up")


def test_a_check_opened_in_time_may_still_be_sent_and_a_late_one_leads_back(
    desk: Client, mill: Employer
) -> None:
    assert desk.get("/employer/prepayments/check")["Location"] == "/employer/prepayments"
    age(4)
    assert desk.post(PAGE, FORM).status_code == 302
    assert Remittance.objects.count() == 1
