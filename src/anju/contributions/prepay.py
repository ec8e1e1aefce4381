"""An employer pays ahead into its prepayment account (预缴)."""

import re
from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.centers.wake import wake
from anju.contributions.collecting import (
    collection_account,
    collection_ledger,
    suspense_ledger,
)
from anju.contributions.models import Prepayment
from anju.contributions.receipts import receipt_for_prepayment
from anju.contributions.remittances.post_remittance import CHANNEL_COUNTER, CHANNEL_ONLINE_HALL
from anju.contributions.serials import next_prepayment_number
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ledger.book import Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.payments.draw_order import Purpose, draw_collection
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer

CHEQUE_NUMBER = re.compile(r"[0-9]{8,20}", re.ASCII)


class FormUsed(Refusal):
    code = "contributions.prepayment_form_used"


class NotACheque(Refusal):
    code = "contributions.not_a_cheque"


class ChequeBooked(Refusal):
    code = "contributions.cheque_booked"


def submit_prepayment(
    *, employer: Employer, amount_fen: int, note: str, intent: str, today: date, by: str
) -> Prepayment:
    """Order the bank to collect `amount_fen` into the prepayment account; 实时结算 only.

    The same form twice gives the same prepayment. Raises FormUsed when it was changed in
    between, NotSigned without a signed bank account, EmployerNotPaying. (C-48, C-49.)
    """
    known = Prepayment.objects.filter(intent=intent, employer=employer).first()
    if known is not None:
        return _same_form(known, amount_fen)
    check_employer_pays(employer)
    try:
        with transaction.atomic():
            number = next_prepayment_number()
            order = draw_collection(
                employer=employer,
                into=collection_account(today),
                amount_fen=amount_fen,
                purpose=Purpose("prepayment", number, f"预缴 {number}"),
            )
            prepayment = Prepayment.objects.create(
                number=number,
                intent=intent,
                employer=employer,
                amount_fen=amount_fen,
                note=note,
                order=order,
                submitted_by=by,
                submitted_on=today,
            )
            record(actor=by, deed="submit_prepayment", subject=number, amount_fen=amount_fen)
            wake("send_orders")
    except IntegrityError as error:
        if "intent" not in str(error):
            raise
        quicker = Prepayment.objects.filter(intent=intent, employer=employer).first()
        if quicker is None:
            raise FormUsed("这张表单已经失效，没有提交。请重新打开预缴页面。") from error
        return _same_form(quicker, amount_fen)
    return prepayment


def _same_form(known: Prepayment, amount_fen: int) -> Prepayment:
    if known.amount_fen != amount_fen:
        raise FormUsed(
            f"这张表单已经提交过（{known.number}，预缴 {format_yuan(known.amount_fen)} 元），"
            "没有重复办理。要再预缴一笔，请重新打开预缴页面。"
        )
    return known


def book_cheque(
    *, employer: Employer, amount_fen: int, cheque_number: str, today: date, by: str
) -> Prepayment:
    """The finance office books a treasury cheque that came for an employer (row C-51).

    The money is in the center's bank account already, so nothing is asked of the bank; the
    employer then remits by 预缴转出. Raises ChequeBooked for a cheque that is in the books,
    NotACheque for a number that cannot be one, EmployerNotPaying.
    """
    if not CHEQUE_NUMBER.fullmatch(cheque_number):
        raise NotACheque("支票号应为 8 至 20 位数字，请核对支票右上角的号码。")
    check_employer_pays(employer)
    try:
        with transaction.atomic():
            number = next_prepayment_number()
            prepayment = Prepayment.objects.create(
                number=number,
                intent=f"cheque:{number}",
                employer=employer,
                way=Prepayment.Way.CHEQUE,
                cheque_number=cheque_number,
                amount_fen=amount_fen,
                note=f"财政支票 {cheque_number}",
                submitted_by=by,
                submitted_on=today,
            )
            record(actor=by, deed="book_cheque", subject=number, amount_fen=amount_fen)
            post_prepayment(prepayment=prepayment, today=today)
    except IntegrityError as error:
        if "contributions_a_cheque_once" not in str(error):
            raise
        raise ChequeBooked("这张支票已经入账，没有重复记账。") from error
    return prepayment


def post_prepayment(*, prepayment: Prepayment, today: date) -> None:
    """Book a prepayment whose money came: bank deposit against the prepayment account (21901).

    What lies in 暂收 already comes from there. A call for a posted one does nothing.
    """
    with transaction.atomic():
        posted = Prepayment.objects.filter(
            pk=prepayment.pk, state=Prepayment.State.PROCESSING
        ).update(state=Prepayment.State.POSTED, posted_on=today)
        if not posted:
            return
        prepayment.refresh_from_db()
        employer = prepayment.employer
        cheque = prepayment.way == Prepayment.Way.CHEQUE
        deed = Deed(
            kind=Kind.PREPAYMENT,
            act=prepayment.number,
            booked_on=today,
            value_on=today,
            actor=prepayment.submitted_by,
            summary=f"预缴 {employer.name}"[:200],
            branch=employer.branch,
            channel=CHANNEL_COUNTER if cheque else CHANNEL_ONLINE_HALL,
        )
        book(
            deed=deed,
            legs=[
                Leg(employer.prepayment_id, prepayment.amount_fen),
                Leg(_source(prepayment, today), -prepayment.amount_fen),
            ],
        )
        receipt_for_prepayment(prepayment)


def _source(prepayment: Prepayment, today: date) -> int:
    if prepayment.way == Prepayment.Way.ARRIVAL:
        return suspense_ledger(today)
    return collection_ledger(today, prepayment.order)
