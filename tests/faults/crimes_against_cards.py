"""What could be done to payments to cards and to what comes back, and which law betrays it."""

from datetime import datetime, timedelta

from anju.contributions.collecting import collection_account
from anju.ground.invented import make_bank_card
from anju.payments.bank import Notice, Party
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.draw_order import Purpose, draw_payment
from anju.payments.models import Order
from anju.payments.take_arrivals import take_notice
from anju.people.models import Member
from anju.policy.shapes import Channel
from faults.crimes import Crime, crime
from people_of_the_town import TODAY, FakeBank

CARD_LAW = "付到个人银行卡的指令只记尾号，户名与核验的一致"
RETURN_LAW = "退汇的来款与原付款一一对应，金额相同"
OF_THE_CARD = "WHERE card_id IS NOT NULL"

AGAINST_CARDS: tuple[Crime, ...] = (
    crime(
        CARD_LAW,
        "收款户名与核验的持卡人不同",
        f"UPDATE payments_order SET payee_name = '赵某' {OF_THE_CARD}",
    ),
    crime(
        CARD_LAW,
        "记下了完整卡号",
        f"UPDATE payments_order SET payee_account = '6217000000000000019' {OF_THE_CARD}",
    ),
    crime(
        CARD_LAW,
        "不是付款，却指向银行卡",
        f"UPDATE payments_order SET kind = 'collect' {OF_THE_CARD}",
    ),
    crime(
        RETURN_LAW,
        "金额或账户不同",
        "UPDATE payments_arrival SET amount_fen = amount_fen - 1 WHERE bank_serial = 'BACK'",
    ),
    crime(
        RETURN_LAW,
        "不是成功的付款",
        f"UPDATE payments_order SET state = 'rejected' {OF_THE_CARD}",
    ),
    crime(
        RETURN_LAW,
        "早于原付款",
        "UPDATE payments_arrival SET day = day - 30 WHERE bank_serial = 'BACK'",
    ),
)


def order_to_a_card(member: Member, bank: FakeBank, *, now: datetime) -> None:
    """Somebody's card is bound, and an order to it is drawn."""
    card = bind_card(
        member=member,
        typed=TypedCard("105", make_bank_card(1)),
        channel=Channel.COUNTER,
        bank=bank,
        now=now,
        by="test",
    )
    draw_payment(
        out_of=collection_account(TODAY),
        to=card,
        amount_fen=9_000,
        purpose=Purpose("sample", "TQ9", "提取"),
    )


def send_it_back() -> None:
    """Two days later the bank returns it."""
    order = Order.objects.get(purpose="sample")
    take_notice(
        notice=Notice(
            account=order.payer_account,
            day=TODAY + timedelta(days=2),
            bank_serial="BACK",
            amount_fen=order.amount_fen,
            payer=Party(make_bank_card(1), order.payee_name),
            digest="退汇",
            remark=f"退汇 {order.serial} 账户已销户",
            message_id="back",
        )
    )
