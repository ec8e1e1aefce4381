"""A payment that succeeded comes back days later, and is known by the serial it quotes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.faults.month import NOW

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ledger.proofs import prove
from anju.payments.bank import Notice, Party, Statement, StatementLine
from anju.payments.draw_order import Purpose, draw_payment
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival, Order
from anju.payments.proofs import PAYMENTS
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.payments.take_arrivals import take_notice
from bank_process import Ear, end_day
from people_of_the_town import TODAY, FakeBank

FUND = Party("4115060000123000049", "信阳市住房公积金管理中心")
WANG = Party("6217000000000000019", "王芳")
FEN = 50_000
LATER = date(2026, 11, 20)


@pytest.fixture
def pay(xinyang) -> Callable[..., Order]:
    """Draw a payment to 王芳, and let the bank say how it ended."""

    def paid(state: str = "succeeded", subject: str = "TQ1") -> Order:
        order = draw_payment(
            out_of=FUND, to=WANG, amount_fen=FEN, purpose=Purpose("withdrawal", subject, "提取")
        )
        if state != "waiting":
            answer = FakeBank().says(order.serial, state)
            record_answer(answer=answer, source="query", now=NOW)
        return Order.objects.get(pk=order.pk)

    return paid


def back(order: Order, **more: object) -> Notice:
    told = Notice(
        account=FUND.account,
        day=LATER,
        bank_serial="BK9",
        amount_fen=FEN,
        payer=WANG,
        digest="退汇",
        remark=f"退汇 {order.serial} 收款账户已销户",
        message_id="m",
    )
    return replace(told, **more)  # type: ignore[arg-type]


def returned(notice: Notice) -> Order | None:
    assert take_notice(notice=notice)
    return Arrival.objects.get(bank_serial=notice.bank_serial).returns


def test_the_arrival_names_the_order_that_came_back(pay: Callable[..., Order]) -> None:
    order = pay()
    assert returned(back(order)) == order
    order.refresh_from_db()
    assert (order.state, order.frozen_because) == ("succeeded", "")
    assert [one.first for proof in PAYMENTS if not (one := prove(proof)).holds] == []


@pytest.mark.parametrize(
    "odd",
    [
        {"amount_fen": FEN - 500},
        {"digest": "转账", "remark": "ZF0001000000000001"},
        {"remark": "退汇 ZF0001999999999999 查无此人"},
        {"remark": "退汇"},
        {"account": "4115060000123000999"},
    ],
    ids=["another sum", "not said to be one", "unknown serial", "no serial", "another account"],
)
def test_what_does_not_fit_is_money_nobody_ordered(
    pay: Callable[..., Order], odd: dict[str, object]
) -> None:
    assert returned(back(pay(), **odd)) is None


@pytest.mark.parametrize("state", ["waiting", "accepted", "rejected"])
def test_only_what_succeeded_comes_back(pay: Callable[..., Order], state: str) -> None:
    assert returned(back(pay(state))) is None


def test_a_frozen_order_is_left_to_a_person(pay: Callable[..., Order]) -> None:
    order = pay()
    record_answer(answer=FakeBank().says(order.serial, "rejected"), source="callback", now=NOW)
    assert returned(back(order)) is None


def test_an_order_comes_back_once(pay: Callable[..., Order]) -> None:
    order = pay()
    first = back(order)
    assert returned(first) == order
    assert not take_notice(notice=first)
    assert returned(back(order, bank_serial="BK10")) is None
    assert Arrival.objects.filter(amount_fen=FEN).count() == 2


def test_two_of_one_statement_that_quote_one_order_are_one_return(
    pay: Callable[..., Order],
) -> None:
    order = pay()
    lines = tuple(
        StatementLine(
            place,
            f"BK{place}",
            None,
            "in",
            FEN,
            place * FEN,
            WANG.account,
            WANG.name,
            f"退汇 {order.serial}",
            "退汇",
        )
        for place in (1, 2)
    )
    match_statement(statement=Statement(FUND.account, LATER, 0, 2 * FEN, lines), now=NOW)
    found = Arrival.objects.order_by("bank_serial").values_list("returns", flat=True)
    assert list(found) == [order.pk, None]


def test_paid_and_returned_on_one_statement_is_both(pay: Callable[..., Order]) -> None:
    """The bank had never answered: its statement says first that it paid, then that not."""
    order = pay("accepted")
    gone = StatementLine(
        1, f"B{order.serial}", order.serial, "out", FEN, 0, WANG.account, WANG.name, "提取", ""
    )
    came = StatementLine(
        2, "BK2", None, "in", FEN, FEN, WANG.account, WANG.name, f"退汇 {order.serial}", "退汇"
    )
    match_statement(statement=Statement(FUND.account, TODAY, FEN, FEN, (gone, came)), now=NOW)
    order.refresh_from_db()
    assert order.state == "succeeded"
    assert Arrival.objects.get().returns == order


def test_the_simulated_bank_sends_a_payment_back_on_a_later_day(
    bank: HttpBank, levers: SimulatedBank, ear: Ear, pay: Callable[..., Order]
) -> None:
    order = pay("waiting", subject="TQ7")
    levers.open_accounts([(FUND, 1_000_000), (WANG, 0)], bank="建设银行")
    levers.set_date(TODAY, account=FUND.account)
    levers.tell_arrivals(FUND.account, ear.url.replace("answers?from=bank", "arrivals"))
    send_orders(bank=bank, callback_url="", now=NOW)
    assert levers.rest()
    Order.objects.update(look_at=NOW)
    look_into_open_orders(bank=bank, callback_url="", now=NOW)
    had = levers.balance_fen(FUND.account)
    end_day(levers, TODAY, FUND.account)
    serial = levers.give_back(order.serial, reason="收款账户已销户")
    with pytest.raises(ValueError, match="已经退汇"):
        levers.give_back(order.serial)
    assert levers.rest()
    levers.tell_arrivals(FUND.account, "")
    assert levers.balance_fen(FUND.account) == had + FEN
    headers, path, body = ear.heard[-1]
    take_notice(notice=bank.verify_notice(headers=headers, path=path, body=body))
    found = Arrival.objects.get(bank_serial=serial)
    assert (found.returns, found.day) == (order, date(2026, 11, 19))
    assert levers.proof()["sound"]
