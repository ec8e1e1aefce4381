"""Remittances: months in their order, money once, figures that add up."""

from datetime import UTC, datetime

import pytest
from tests.people_of_the_town import (
    JULY,
    TODAY,
    FakeBank,
    change,
    employer,
    opening,
    staff,
)

from anju.contributions.allot import allot_settled_money
from anju.contributions.models import Prepayment, Remittance
from anju.contributions.prepay import ChequeBooked, book_cheque, submit_prepayment
from anju.contributions.remittances.due import MonthNotNext, TooManyMonths, dues
from anju.contributions.remittances.post_remittance import PrepaymentShort
from anju.contributions.remittances.remit import (
    FiguresChanged,
    NobodyPaying,
    StillProcessing,
    submit_remittance,
)
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.ledger.lists import Span, balances, statement
from anju.ledger.models import Balance, Entry
from anju.payments.draw_order import NotSigned
from anju.payments.models import Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Employer, FundAccount

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
REALTIME, PREPAID = Remittance.Method.REALTIME, Remittance.Method.PREPAYMENT


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def remit(
    mill: Employer, until: Month = JULY, *, fen: int = 291_000, intent: str = "a", by=REALTIME
):
    return submit_remittance(
        employer=mill,
        until=until,
        method=by,
        expected_fen=fen,
        intent=intent,
        today=TODAY,
        by="赵会计",
    )


def bank_pays(bank: FakeBank, state: str = "succeeded", **said) -> None:
    """The worker's round: send, the bank's answer, allot."""
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, state, **said), source="callback", now=NOW)
    allot_settled_money(today=TODAY)


def held(mill: Employer) -> list[int]:
    accounts = list(mill.accounts.order_by("number").values_list("pk", flat=True))
    found = balances(accounts=accounts)
    return [found[account] for account in accounts]


@pytest.mark.rows("C-50", "C-53", "X-28")
def test_a_month_is_collected_by_the_bank_and_stands_on_every_account(mill: Employer) -> None:
    remittance = remit(mill)
    assert (remittance.state, held(mill)) == ("processing", [0, 0])
    bank_pays(FakeBank())
    remittance.refresh_from_db()
    assert (remittance.state, remittance.heads, remittance.total_fen) == ("posted", 2, 291_000)
    assert held(mill) == [144_000, 147_000]
    assert Employer.objects.get(pk=mill.pk).paid_through == JULY
    account = mill.accounts.order_by("number").first().pk
    (line,) = statement(span=Span(account, TODAY, TODAY), limit=5)
    assert (line.month, line.channel, line.branch) == (JULY, "40", "市直管理部")
    receipt = Receipt.objects.get()
    assert (receipt.total_fen, receipt.kind_label) == (291_000, "单位汇缴回单")


def test_several_months_are_paid_at_once_in_their_order(mill: Employer) -> None:
    remit(mill, Month(2026, 9), fen=3 * 291_000)
    bank_pays(FakeBank())
    assert held(mill) == [3 * 144_000, 3 * 147_000]
    assert Entry.objects.count() == 3
    with pytest.raises(MonthNotNext):
        remit(mill, Month(2026, 8), intent="b")


def test_a_silent_bank_leaves_the_remittance_in_process_and_nothing_booked(
    mill: Employer,
) -> None:
    remittance = remit(mill)
    send_orders(bank=FakeBank(), callback_url="", now=NOW)
    allot_settled_money(today=TODAY)
    remittance.refresh_from_db()
    assert (remittance.state, Entry.objects.count()) == ("processing", 0)
    with pytest.raises(StillProcessing):
        remit(mill, intent="b")


def test_an_answer_given_five_times_is_booked_once(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    for _ in range(5):
        bank_pays(bank)
    assert held(mill) == [144_000, 147_000]
    assert Entry.objects.count() == 1


def test_a_rejection_opens_the_month_again(mill: Employer) -> None:
    remittance = remit(mill)
    bank_pays(FakeBank(), "rejected", reason="余额不足")
    remittance.refresh_from_db()
    assert (remittance.state, remittance.failure) == ("failed", "余额不足")
    bank = FakeBank()
    remit(mill, intent="b")
    bank_pays(bank)
    assert held(mill) == [144_000, 147_000]


def test_a_contradiction_freezes_the_order_and_takes_nothing_back(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    bank_pays(bank)
    (serial,) = bank.taken
    record_answer(answer=bank.says(serial, "rejected"), source="callback", now=NOW)
    allot_settled_money(today=TODAY)
    order = Order.objects.get()
    assert order.state == "succeeded"
    assert order.frozen_because
    assert held(mill) == [144_000, 147_000]


def test_a_wrong_amount_books_nothing(mill: Employer) -> None:
    remittance = remit(mill)
    bank_pays(FakeBank(), fen=290_999)
    remittance.refresh_from_db()
    assert (remittance.state, Entry.objects.count()) == ("processing", 0)


@pytest.mark.rows("C-48", "C-49", "C-52", "C-53")
def test_two_prepayments_are_paid_out_as_a_remittance(mill: Employer) -> None:
    for part, fen in (("a", 200_000), ("b", 91_000)):
        submit_prepayment(
            employer=mill,
            amount_fen=fen,
            note="个人部分",
            intent=part,
            today=TODAY,
            by="赵会计",
        )
        bank_pays(FakeBank())
    assert dues(employer=mill, until=JULY, today=TODAY).prepaid_fen == 291_000
    remittance = remit(mill, by=PREPAID, intent="c")
    assert remittance.state == "posted"
    assert (remittance.paid_fen, remittance.from_prepayment_fen) == (0, 291_000)
    assert held(mill) == [144_000, 147_000]
    assert Balance.objects.get(pk=mill.prepayment_id).fen == 0
    assert Receipt.objects.filter(kind="prepayment").count() == 2


@pytest.mark.rows("C-51")
def test_a_treasury_cheque_and_the_own_part_together_pay_the_month(mill: Employer) -> None:
    submit_prepayment(
        employer=mill, amount_fen=145_500, note="个人部分", intent="a", today=TODAY, by="赵会计"
    )
    bank_pays(FakeBank())
    book_cheque(
        employer=mill, amount_fen=145_500, cheque_number="30504410", today=TODAY, by="财务科"
    )
    assert remit(mill, by=PREPAID, intent="c").state == "posted"
    assert held(mill) == [144_000, 147_000]
    with pytest.raises(ChequeBooked):
        book_cheque(
            employer=mill, amount_fen=1, cheque_number="30504410", today=TODAY, by="财务科"
        )


def test_too_little_prepaid_changes_nothing(mill: Employer) -> None:
    with pytest.raises(PrepaymentShort):
        remit(mill, by=PREPAID)
    assert not Remittance.objects.exists()
    assert held(mill) == [0, 0]


def test_the_same_form_twice_is_one_remittance(mill: Employer) -> None:
    assert remit(mill).pk == remit(mill).pk
    assert Remittance.objects.count() == 1


def test_figures_that_moved_since_the_agent_looked_are_shown_again(mill: Employer) -> None:
    with pytest.raises(FiguresChanged):
        remit(mill, fen=290_000)
    assert not Remittance.objects.exists()


def test_nobody_paying_is_said(xinyang) -> None:
    with pytest.raises(NobodyPaying):
        remit(employer(), fen=0)


def test_more_than_a_year_does_not_go_at_once_nor_ahead_of_today(mill: Employer) -> None:
    with pytest.raises(MonthNotNext):
        dues(employer=mill, until=Month(2026, 12), today=TODAY)
    Employer.objects.filter(pk=mill.pk).update(first_month=Month(2025, 1))
    mill.refresh_from_db()
    with pytest.raises(TooManyMonths):
        dues(employer=mill, until=Month(2026, 11), today=TODAY)


@pytest.mark.rows("C-46")
def test_without_a_signed_account_the_bank_cannot_be_asked(xinyang) -> None:
    made = employer(signed=False)
    staff(made, opening(1, "王芳"))
    with pytest.raises(NotSigned):
        remit(made, fen=144_000)
    assert not Remittance.objects.exists()


def test_the_rolls_of_two_months_add_up(mill: Employer) -> None:
    remit(mill)
    bank_pays(FakeBank())
    first = mill.accounts.order_by("number").first()
    seal_accounts(employer=mill, accounts=[first.pk], change=change(Month(2026, 8)))
    staff(mill, opening(3, "张敏"))
    remit(Employer.objects.get(pk=mill.pk), Month(2026, 8), fen=291_000, intent="b")
    august = Remittance.objects.get(intent="b").months.get()
    assert (august.heads_before, august.joined, august.left, august.heads) == (2, 1, 1, 2)
    assert (august.joined_fen, august.left_fen, august.changed_fen) == (144_000, 144_000, 0)
    assert FundAccount.objects.get(pk=first.pk).state == "02"


def test_prepayment_pressed_twice_is_one(mill: Employer) -> None:
    for _ in range(2):
        submit_prepayment(
            employer=mill, amount_fen=100, note="", intent="x", today=TODAY, by="赵会计"
        )
    assert Prepayment.objects.count() == 1
