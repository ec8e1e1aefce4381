"""A month of true business in one employer's books, to be tampered with."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from anju.cases.actors import Actor
from anju.cases.models import Paper
from anju.cases.open_case import Application, open_case
from anju.contributions.allot import allot_settled_money
from anju.contributions.backpay.draft import Edit, Wanted, open_back_payment, put_people
from anju.contributions.backpay.submit_back_payment import submit_back_payment
from anju.contributions.collecting import collection_account, collection_ledger
from anju.contributions.models import (
    BackPayment,
    Prepayment,
    Refund,
    Remittance,
    Suspense,
    SuspenseDeed,
)
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.contributions.ratios.change_ratio import change_ratio
from anju.contributions.refunds.preview import Asked
from anju.contributions.refunds.submit_refund import submit_refund
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.suspense.ask import Asker, ask_return
from anju.contributions.suspense.decide import decide_deed
from anju.ground.calendar import Month
from anju.ledger.book import Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.ledger.models import Entry
from anju.ledger.reverse import reverse
from anju.payments.bank import Notice, Party, Statement, StatementLine
from anju.payments.match_statement import match_statement
from anju.payments.models import Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.payments.take_arrivals import take_notice
from anju.people.employers.change_ratios import Ratios
from anju.people.models import Employer, Member, Staff
from faults.crimes_against_cards import order_to_a_card, send_it_back
from faults.crimes_against_cases import approve_one_by_rule
from faults.crimes_against_documents import show_a_contract
from faults.crimes_against_people import freeze_some
from faults.crimes_against_withdrawals import take_some
from people_of_the_town import JULY, TODAY, FakeBank, employer, opening, staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
SUM = 291_000
CHEQUE = 30_000
OPENING = 165_000  # what came by itself the day before
BACK = 2_000


@dataclass(frozen=True)
class Books:
    """Keys of what was made, for the statements that tamper with it."""

    wang: int
    bank: int
    july: int
    red: int
    order: int
    open_order: int
    prepaid: int
    remittance: int
    transfer: int
    unknown: int
    paid_back: int
    back: int
    li: int
    prepaid_account: int

    def fill(self, sql: str) -> str:
        return sql.format(**asdict(self))


def keep_a_month() -> Books:
    """Two people; July by the bank, August from a prepayment, September still at the bank;
    20 yuan paid back for July and 2 corrected, one entry reversed, the day's statement
    matched."""
    mill = employer()
    staff(mill, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    for percent, fen in (("0.08", 194_000), ("0.12", SUM)):
        change_ratio(
            employer=mill,
            ratios=Ratios(Decimal(percent), Decimal(percent)),
            reason="测试",
            expected_fen=fen,
            today=TODAY,
            by="赵会计",
        )
        mill.refresh_from_db()
    _apply(mill)
    bank = FakeBank()
    july = remit(mill, JULY)
    settle(bank)
    submit_prepayment(
        employer=mill, amount_fen=SUM, note="", intent="pre", today=TODAY, by="赵会计"
    )
    settle(bank)
    book_cheque(
        employer=mill, amount_fen=CHEQUE, cheque_number="30114622", today=TODAY, by="test"
    )
    remit(mill, Month(2026, 8), Remittance.Method.PREPAYMENT)
    back = _pay_back(mill, bank)
    _correct(mill, july, bank)
    wang = mill.accounts.order_by("number").first().pk
    red = _book_and_reverse(wang)
    transfer, unknown, paid_back = _money_by_itself(bank)
    order_to_a_card(mill.accounts.order_by("number").first().member, bank, now=NOW)
    settle(bank)
    send_it_back()
    match_statement(statement=_statement(), now=NOW)
    show_a_contract()
    take_some("周燕")
    freeze_some(mill.accounts.order_by("number").last())
    approve_one_by_rule(Member.objects.get(name="周燕"))
    remit(mill, Month(2026, 9))
    send_orders(bank=bank, callback_url="", now=NOW)
    return Books(
        wang=wang,
        bank=collection_ledger(TODAY),
        july=Entry.objects.filter(month=JULY, act__startswith=july.number).get().pk,
        red=red,
        order=july.order_id,
        open_order=Order.objects.get(state="accepted").pk,
        prepaid=Prepayment.objects.get(amount_fen=SUM).pk,
        remittance=july.pk,
        transfer=transfer.pk,
        unknown=unknown.pk,
        paid_back=paid_back.pk,
        back=back.pk,
        li=mill.accounts.order_by("number").last().pk,
        prepaid_account=mill.prepayment_id,
    )


def _money_by_itself(bank: FakeBank) -> tuple[Remittance, Suspense, SuspenseDeed]:
    """The silk mill pays July by transfer, 60.00 too much; 70.00 nobody owns; 80.00 go back."""
    silk = employer("信阳丝厂", seq=2)
    staff(silk, opening(3, "周燕"))
    paid = remit(silk, JULY, Remittance.Method.TRANSFER, fen=144_000)
    for place, (fen, remark) in enumerate(
        ((150_000, paid.reference), (7_000, ""), (8_000, "退我"))
    ):
        take_notice(
            notice=Notice(
                account=collection_account(TODAY).account,
                day=TODAY - timedelta(days=1),
                bank_serial=f"BA{place}",
                amount_fen=fen,
                payer=Party("6222000000000001", "某投资有限公司"),
                digest="转账",
                remark=remark,
                message_id=f"{place}",
            )
        )
    allot_settled_money(today=TODAY)
    clerk, other = (
        Staff.objects.create(login=login, name="财务", branch="市直管理部", role="finance")
        for login in ("9001", "9002")
    )
    stray, unknown = Suspense.objects.filter(state="open").order_by("-id")
    asked = ask_return(
        number=stray.number,
        employer=None,
        reason="付错了",
        asker=Asker(clerk.name, clerk),
        today=TODAY,
    )
    decide_deed(number=asked.number, approve=True, opinion="", by=other, today=TODAY)
    settle(bank)
    return paid, unknown, asked


def remit(
    mill: Employer,
    until: Month,
    method: Remittance.Method = Remittance.Method.REALTIME,
    *,
    fen: int = SUM,
) -> Remittance:
    return submit_remittance(
        employer=Employer.objects.get(pk=mill.pk),
        until=until,
        method=method,
        expected_fen=fen,
        intent=f"form {mill.number} {until}",
        today=TODAY,
        by="赵会计",
    )


def settle(bank: FakeBank) -> None:
    """The bank takes what waits, says that all of it succeeded, and we book it."""
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=NOW)
    allot_settled_money(today=TODAY)


def deed(act: str, kind: Kind = Kind.PARTIAL_WITHDRAWAL, on: date = TODAY) -> Deed:
    return Deed(
        kind=kind,
        act=act,
        booked_on=on,
        value_on=on,
        actor="test",
        summary="测试",
        branch="市直管理部",
        channel="00",
    )


def _pay_back(mill: Employer, bank: FakeBank) -> BackPayment:
    """不定额 for 李伟 in July, 10 yuan a side, by the bank."""
    li = mill.accounts.order_by("number").last().pk
    open_back_payment(employer=mill, kind=BackPayment.Kind.INDEFINITE, by="赵会计")
    seen = Edit(employer=Employer.objects.get(pk=mill.pk), version=1, today=TODAY, by="赵会计")
    put_people(edit=seen, wanted=[Wanted(li, JULY, JULY, BACK // 2, BACK // 2)])
    made = submit_back_payment(
        edit=replace(seen, version=2),
        method=BackPayment.Method.REALTIME,
        expected_fen=BACK,
        intent="back",
        now=NOW,
    )
    settle(bank)
    return made


def _correct(mill: Employer, july: Remittance, bank: FakeBank) -> None:
    """李伟's base in July was 6,120 (734.40, so 734 yuan a side): 2 yuan go back."""
    li = mill.accounts.order_by("number").last().pk
    july.refresh_from_db()
    submit_refund(
        asked=Asked(
            kind=Refund.Kind.CORRECTION, deed=july, accounts=(li,), bases={li: 612_000}
        ),
        reason="基数填错",
        to_bank=True,
        expected_fen=200,
        intent="red",
        today=TODAY,
        by="赵会计",
    )
    settle(bank)


def _book_and_reverse(wang: int) -> int:
    entry = book(
        deed=deed("TQ1"), legs=[Leg(wang, -5_000), Leg(collection_ledger(TODAY), 5_000)]
    )
    original = Entry.objects.get(pk=entry)
    return reverse(entry=original, booked_on=TODAY, actor="test", channel="00")


def _apply(mill: Employer) -> None:
    """The mill has asked the counter for something, and nobody has looked at it yet."""
    open_case(
        application=Application("registration", "测试", [], [Paper("执照", "1")], mill),
        by=Actor(b"zhao", "赵会计"),
        today=TODAY,
        due_on=TODAY,
    )


def _statement() -> Statement:
    orders = list(Order.objects.filter(state="succeeded").order_by("id"))
    lines, balance_fen = [], OPENING
    for place, order in enumerate(orders, start=1):
        came = order.kind == Order.Kind.COLLECT
        balance_fen += order.amount_fen if came else -order.amount_fen
        lines.append(
            StatementLine(
                line_no=place,
                bank_serial=f"B{order.serial}",
                serial=order.serial,
                direction="in" if came else "out",
                amount_fen=order.amount_fen,
                balance_fen=balance_fen,
                other_account=order.payer_account if came else order.payee_account,
                other_name=order.payer_name if came else order.payee_name,
                remark=order.remark,
            )
        )
    account = collection_account(TODAY).account
    return Statement(account, TODAY, OPENING, balance_fen, tuple(lines))
