"""Money moves as everywhere: an order is drawn, the bank carries it out, it is booked."""

import time
from datetime import date, datetime, timedelta, timezone

from django.db.models import Sum

from anju.batch.town.plan import Firm, Hall
from anju.batch.town.world import World
from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.models import Prepayment, Remittance
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.payments.bank import Bank, Party
from anju.payments.models import Order
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.people.models import Employer
from anju.withdrawals.payout.pay import PURPOSE as WITHDRAWAL

BY = "赵会计"
TREASURY = Party("5323018800000001", "楚雄州财政国库支付中心")
CHINA = timezone(timedelta(hours=8))
OPEN = (Order.State.WAITING, Order.State.SENDING, Order.State.ACCEPTED)
LOOKS = 600
PAUSE_MILLISECONDS = 10


class BankDisagrees(Exception):
    """The bank's books are not those of this town: they must be thrown away together."""


def remit(
    *, hall: Hall, firm: Firm, employer: Employer, month: Month, today: date
) -> Remittance:
    """Pay one month, out of the prepayment account where the firm pays ahead."""
    method = Remittance.Method.PREPAYMENT if firm.prepays else Remittance.Method.REALTIME
    return submit_remittance(
        employer=employer,
        until=month,
        method=method,
        expected_fen=dues(employer=employer, until=month, today=today).total_fen,
        intent=_intent(hall, firm, month, "remit"),
        today=today,
        by=BY,
    )


def prepay(*, hall: Hall, firm: Firm, employer: Employer, month: Month, today: date) -> None:
    """Pay a month ahead: both sides in two parts, or the members' side beside a cheque."""
    employer_fen, own_fen = _sides(employer, month)
    parts = {"单位部分": employer_fen, "个人部分": own_fen}
    if firm.treasury:
        del parts["单位部分"]
    for note, amount_fen in parts.items():
        submit_prepayment(
            employer=employer,
            amount_fen=amount_fen,
            note=f"{month.chinese}{note}",
            intent=_intent(hall, firm, month, note),
            today=today,
            by=BY,
        )


def pay_in_cheque(
    *, world: World, hall: Hall, employer: Employer, month: Month, today: date
) -> None:
    """The treasury pays the employer's side by cheque; it arrives at the bank and is booked."""
    amount_fen, _ = _sides(employer, month)
    number = f"{hall.number}{month.code}{employer.pk:03d}"
    remark = f"财政支票 {number}"
    into = collection_account(today)
    if remark not in world.teller.remarks_of_the_day(into.account):
        world.teller.transfer(payer=TREASURY, payee=into, amount_fen=amount_fen, remark=remark)
    if not Prepayment.objects.filter(cheque_number=number).exists():
        book_cheque(
            employer=employer,
            amount_fen=amount_fen,
            cheque_number=number,
            today=today,
            by="周财务",
        )


def _sides(employer: Employer, month: Month) -> tuple[int, int]:
    due = employer.accounts.filter(state="01", first_month__lte=month)
    sides = due.aggregate(employer=Sum("employer_fen"), own=Sum("own_fen"))
    return int(sides["employer"]), int(sides["own"])


def settle(*, bank: Bank, today: date) -> None:
    """Send what waits, ask until the bank has answered for all of it, and book it.

    Raises BankDisagrees when the bank takes one of our orders for something else, or stays
    silent.
    """
    now = noon(today)
    send_orders(bank=bank, callback_url="", now=now)
    for look in range(1, LOOKS):
        waiting = Order.objects.filter(state__in=OPEN)
        if not waiting.exists():
            break
        frozen = waiting.exclude(frozen_because="").first()
        if frozen is not None:
            raise BankDisagrees(f"{frozen.serial} {frozen.frozen_because}")
        look_into_open_orders(bank=bank, callback_url="", now=now + timedelta(hours=look))
        time.sleep(PAUSE_MILLISECONDS / 1000 if look > 1 else 0)
    else:
        raise BankDisagrees("银行一直没有答复，请确认银行模拟器正在运行。")
    allot_settled_money(today=today)
    # A withdrawal that came back belongs to the town's story.
    refused = (
        Order.objects.filter(state=Order.State.REJECTED).exclude(purpose=WITHDRAWAL).first()
    )
    if refused is not None:
        raise BankDisagrees(f"{refused.serial} {refused.reason}")


def noon(day: date) -> datetime:
    """The moment at which the town does everything of a day."""
    return datetime(day.year, day.month, day.day, 12, 0, tzinfo=CHINA)


def _intent(hall: Hall, firm: Firm, month: Month, what: str) -> str:
    return f"town-{hall.code}-{firm.key}-{month}-{what}"
