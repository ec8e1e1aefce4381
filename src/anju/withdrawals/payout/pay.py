"""Pays what was approved: out of the account into transit, and an order to the bank."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from anju.centers.wake import wake
from anju.contributions.collecting import collection_account
from anju.ground.errors import Refusal
from anju.interest.closing import closing_interest
from anju.ledger.book import Deed, Leg, book
from anju.ledger.chart import INTEREST_EXPENSE, OTHER_PAYABLES
from anju.ledger.hold import release_money
from anju.ledger.kinds import Kind
from anju.ledger.models import Balance
from anju.ledger.open import fund_account
from anju.payments.draw_order import Purpose, draw_payment
from anju.payments.models import Order
from anju.people.accounts.close_account import close_account
from anju.people.models import FundAccount
from anju.withdrawals.dossier.keep_materials import use_materials
from anju.withdrawals.models import Withdrawal

PURPOSE = "withdrawal"
IN_TRANSIT = "提取在途"
CHANNELS = {"counter": "00", "app": "10", "wechat": "20", "hall": "40"}

# As what money leaves an account for a withdrawal.
KINDS_OUT = (Kind.PARTIAL_WITHDRAWAL, Kind.LOAN_REPAYMENT, Kind.CLOSING_WITHDRAWAL)


class NotToPay(Refusal):
    code = "withdrawals.not_to_pay"


def pay(*, withdrawal: Withdrawal, today: date, now: datetime, by: str) -> None:
    """Book an approved withdrawal and order the bank to pay it, in one transaction.

    What was held is released and leaves the account in the same breath. A closing pays the
    whole balance of that moment with interest up to the day before (fen, rounded once), and
    the account is closed. Once for each withdrawal: a second call raises NotToPay. (5.1, 2.3.)
    """
    with transaction.atomic():
        held = Withdrawal.objects.select_for_update(no_key=True).get(pk=withdrawal.pk)
        if held.state != Withdrawal.State.REVIEWING:
            raise NotToPay(
                f"{held.number} 现在的状态是“{held.get_state_display()}”，没有付款。"
            )
        release_money(act=held.hold_act, on=today)
        if held.mode == Withdrawal.Mode.CLOSING:
            _close(withdrawal, today, by)
        _take_out(withdrawal, today, by)
        order_payment(withdrawal, today)
        withdrawal.state, withdrawal.booked_on = Withdrawal.State.PAYING, today
        withdrawal.save()
        use_materials(withdrawal, now=now)


def _close(withdrawal: Withdrawal, today: date, by: str) -> None:
    """Pay the interest into the account, and close it: what is on it now is what is paid."""
    balance = Balance.objects.get(pk=withdrawal.account_id)
    withdrawal.amount_fen = balance.fen
    withdrawal.interest_fen = closing_interest(balance=balance, on=today).fen
    if withdrawal.interest_fen:
        expense = fund_account(
            subject=INTEREST_EXPENSE, number=INTEREST_EXPENSE, opened_on=today
        )
        book(
            deed=deed_of(withdrawal, Kind.CLOSING_INTEREST, "interest", today, by),
            legs=[
                Leg(expense, -withdrawal.interest_fen),
                Leg(withdrawal.account_id, withdrawal.interest_fen),
            ],
        )
    withdrawal.state_before = close_account(
        account=withdrawal.account, today=today, actor=by, source=withdrawal.number
    )


def _take_out(withdrawal: Withdrawal, today: date, by: str) -> None:
    book(
        deed=deed_of(withdrawal, kind_of(withdrawal), "out", today, by),
        legs=[
            Leg(withdrawal.account_id, -withdrawal.total_fen),
            Leg(transit(today), withdrawal.total_fen),
        ],
    )


def kind_of(withdrawal: Withdrawal) -> Kind:
    """As what it leaves the account: 销户提取, 公积金提取还款 or 部分提取 (Z-30)."""
    if withdrawal.mode == Withdrawal.Mode.CLOSING:
        return Kind.CLOSING_WITHDRAWAL
    repays = withdrawal.reason == "fund_loan_repayment"
    return Kind.LOAN_REPAYMENT if repays else Kind.PARTIAL_WITHDRAWAL


def order_payment(withdrawal: Withdrawal, today: date) -> None:
    """Order the bank to pay to the withdrawal's card; each attempt is an order of its own."""
    withdrawal.attempt += 1
    card = withdrawal.card
    withdrawal.order = draw_payment(
        out_of=collection_account(today),
        to=card,
        amount_fen=withdrawal.total_fen,
        purpose=Purpose(
            PURPOSE,
            f"{withdrawal.number}/{withdrawal.attempt}",
            f"{withdrawal.reason_title} {withdrawal.number}",
        ),
    )
    wake("send_orders")


def payments_of(withdrawal: Withdrawal) -> QuerySet[Order]:
    """Every order the bank was given for a withdrawal, the first one first."""
    found = Order.objects.filter(purpose=PURPOSE, subject__startswith=f"{withdrawal.number}/")
    return found.order_by("id")


def paid_by(*, order: Order) -> Withdrawal | None:
    """The withdrawal an order was drawn for, whether it is its latest payment or not."""
    if order.purpose != PURPOSE:
        return None
    found = Withdrawal.objects.filter(number=order.subject.partition("/")[0])
    return found.select_related("member", "payee", "account__employer", "card", "order").first()


def attempt_of(order: Order) -> int:
    """Which attempt of its withdrawal an order is: what is booked of it is named by that."""
    return int(order.subject.rpartition("/")[2])


def deed_of(withdrawal: Withdrawal, kind: Kind, step: str, today: date, by: str) -> Deed:
    """What an entry of a withdrawal says of itself."""
    return Deed(
        kind=kind,
        act=f"{withdrawal.number}/{step}",
        booked_on=today,
        value_on=today,
        actor=by[:60],
        summary=f"{withdrawal.reason_title} {withdrawal.number}",
        branch=FundAccount.objects.select_related("employer")
        .get(pk=withdrawal.account_id)
        .employer.branch,
        channel=CHANNELS[withdrawal.channel],
    )


def transit(today: date) -> int:
    """The fund's account of what is on its way to members (提取在途)."""
    return fund_account(subject=OTHER_PAYABLES, number=IN_TRANSIT, opened_on=today)
