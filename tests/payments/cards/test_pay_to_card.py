"""Money goes to a member's card, and the card's number stays sealed in one place."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from tests.payments.cards.conftest import CARD, CCB, NOW

from anju.ledger.proofs import prove
from anju.payments.bank import Notice, Party, Statement, StatementLine
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.draw_order import Purpose, draw_payment
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival, MemberCard, Order
from anju.payments.proofs import PAYMENTS
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.payments.take_arrivals import take_notice
from anju.people.models import Member
from anju.policy.shapes import Channel
from people_of_the_town import TODAY, FakeBank

FUND = Party("4115060000123000049", "信阳市住房公积金管理中心")
FEN = 50_000


@pytest.fixture
def card(wang_fang: Member, fake_bank: FakeBank) -> MemberCard:
    return bind_card(
        member=wang_fang,
        typed=TypedCard(CCB, CARD),
        channel=Channel.COUNTER,
        bank=fake_bank,
        now=NOW,
        by="test",
    )


@pytest.fixture
def pay(card: MemberCard) -> Callable[[], Order]:
    return lambda: draw_payment(
        out_of=FUND, to=card, amount_fen=FEN, purpose=Purpose("withdrawal", "TQ1", "提取")
    )


def dumps() -> str:
    with connection.cursor() as cursor:
        tables = ("order", "statementline", "arrival", "bankmessage", "membercard")
        texts = []
        for table in tables:
            cursor.execute(f"SELECT row_to_json(t)::text FROM payments_{table} AS t")
            texts += [row[0] for row in cursor.fetchall()]
    return "\n".join(texts)


def test_only_the_message_to_the_bank_has_the_number(
    pay: Callable[[], Order], fake_bank: FakeBank
) -> None:
    order = pay()
    assert (order.payee_account, order.payee_name) == (f"****{CARD[-4:]}", "王芳")
    send_orders(bank=fake_bank, callback_url="", now=NOW)
    assert fake_bank.taken[order.serial].payee == Party(CARD, "王芳")


def test_paid_told_and_returned_the_number_stands_nowhere_in_plain(
    pay: Callable[[], Order], fake_bank: FakeBank
) -> None:
    order = pay()
    send_orders(bank=fake_bank, callback_url="", now=NOW)
    record_answer(answer=fake_bank.says(order.serial, "succeeded"), source="query", now=NOW)
    gone = StatementLine(
        1, f"B{order.serial}", order.serial, "out", FEN, 0, CARD, "王芳", "提取", ""
    )
    match_statement(statement=Statement(FUND.account, TODAY, FEN, 0, (gone,)), now=NOW)
    take_notice(
        notice=Notice(
            account=FUND.account,
            day=date(2026, 11, 20),
            bank_serial="BK9",
            amount_fen=FEN,
            payer=Party(CARD, "王芳"),
            digest="退汇",
            remark=f"退汇 {order.serial} 账户已销户",
            message_id="m",
        )
    )
    assert Arrival.objects.get().returns == order
    assert CARD not in dumps()
    assert [one.first for proof in PAYMENTS if not (one := prove(proof)).holds] == []


def test_an_order_that_names_another_holder_or_the_whole_number_is_betrayed(
    pay: Callable[[], Order],
) -> None:
    law = next(proof for proof in PAYMENTS if proof.statement == "payments/proof_card_orders")
    order = pay()
    for wrong, words in (
        ({"payee_name": "王方"}, "收款户名与核验的持卡人不同"),
        ({"payee_account": CARD}, "记下了完整卡号"),
    ):
        right = {field: getattr(order, field) for field in wrong}
        Order.objects.update(**wrong)
        assert words in str(prove(law).first)
        Order.objects.update(**right)
    assert prove(law).holds
