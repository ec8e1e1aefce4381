"""Draws up an order to the bank: a row first, so that nothing is sent that is not written."""

from dataclasses import dataclass

from django.db import connection

from anju.centers.current import center_number
from anju.ground.errors import Refusal
from anju.payments.bank import Party
from anju.payments.models import MemberCard, Order, SignedAccount
from anju.people.models import Employer


class NotSigned(Refusal):
    code = "payments.not_signed"


class NotCollected(Refusal):
    code = "payments.not_collected"


@dataclass(frozen=True)
class Purpose:
    """Why money moves: the kind of deed, its number, and what the bank prints beside it."""

    name: str
    subject: str
    remark: str


def draw_collection(
    *, employer: Employer, into: Party, amount_fen: int, purpose: Purpose
) -> Order:
    """Order the bank to collect from an employer's signed account; `amount_fen` in fen.

    The same deed has one order only. Raises NotSigned when the employer has signed none
    (requirement C-46: signing at the counter comes before 实时结算).
    """
    signed = SignedAccount.objects.filter(employer=employer, ended_on=None).first()
    if signed is None:
        raise NotSigned(
            "贵单位还没有签约缴存银行账户，不能实时结算。请经办人携带开户许可证明到柜台办理签约。"
        )
    return Order.objects.create(
        serial=next_serial(),
        kind=Order.Kind.COLLECT,
        purpose=purpose.name,
        subject=purpose.subject,
        payer_account=signed.account,
        payer_name=signed.holder,
        payee_account=into.account,
        payee_name=into.name,
        amount_fen=amount_fen,
        remark=purpose.remark,
    )


def draw_payment(
    *, out_of: Party, to: Party | MemberCard, amount_fen: int, purpose: Purpose
) -> Order:
    """Order the bank to pay out of our account; `amount_fen` in fen, once for each deed.

    To a member's card: the order keeps its mask, and only the message to the bank has the
    number, which stands sealed in one place (security I2).
    """
    card = to if isinstance(to, MemberCard) else None
    payee = to if isinstance(to, Party) else Party(to.masked, to.holder)
    return Order.objects.create(
        serial=next_serial(),
        kind=Order.Kind.PAY,
        purpose=purpose.name,
        subject=purpose.subject,
        payer_account=out_of.account,
        payer_name=out_of.name,
        payee_account=payee.account,
        payee_name=payee.name,
        card=card,
        amount_fen=amount_fen,
        remark=purpose.remark,
    )


def draw_refund(*, of: Order, amount_fen: int, purpose: Purpose) -> Order:
    """Order the bank to pay back what an order had brought; `amount_fen` in fen.

    Payer and payee are that order's, turned round: there is no other way to name an account
    (security C6). Raises NotCollected unless it succeeded and brought as much.
    """
    collected = of.kind == Order.Kind.COLLECT and of.state == Order.State.SUCCEEDED
    if not collected or of.frozen_because or amount_fen > of.amount_fen:
        raise NotCollected("这笔钱不是由银行账户划来的，或银行还没有确认，不能退到银行账户。")
    return draw_payment(
        out_of=Party(of.payee_account, of.payee_name),
        to=Party(of.payer_account, of.payer_name),
        amount_fen=amount_fen,
        purpose=purpose,
    )


def next_serial() -> str:
    """The next serial (指令流水号): never used twice, gaps allowed.

    It begins with the center's number, because several centers may speak to one bank.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('payments_order_serial')")
        return f"ZF{center_number():04d}{cursor.fetchone()[0]:012d}"
