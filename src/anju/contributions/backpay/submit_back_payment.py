"""An employer says: these months of these people too, paid like this (补缴)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.centers.sql import run
from anju.centers.wake import wake
from anju.contributions.backpay.amounts import PART
from anju.contributions.backpay.draft import Edit, keep_moved, take_draft
from anju.contributions.backpay.judge import judge_back_payment
from anju.contributions.backpay.post_back_payment import post_back_payment
from anju.contributions.collecting import collection_account
from anju.contributions.models import BackPayment, BackPaymentLine
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.draw_order import Purpose, draw_collection
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer


class BackPaymentFormUsed(Refusal):
    code = "contributions.back_payment_form_used"


class LinesToMend(Refusal):
    code = "contributions.back_payment_lines_to_mend"


class NobodyListed(Refusal):
    code = "contributions.back_payment_nobody_listed"


class BackPaymentChanged(Refusal):
    code = "contributions.back_payment_changed"


class BackPaymentInProgress(Refusal):
    code = "contributions.back_payment_in_progress"


class MonthPaidMeanwhile(Refusal):
    code = "contributions.month_paid_meanwhile"


def submit_back_payment(
    *, edit: Edit, method: BackPayment.Method, expected_fen: int, intent: str, now: datetime
) -> BackPayment:
    """Pay the draft: by 实时结算 an order to the bank is drawn, by 预缴户转出 it is booked at
    once. Every line is judged again as things stand now.

    `expected_fen` is the sum the agent saw and agreed to. `intent` is the form's own key:
    pressed twice, the same back payment comes back; changed and pressed again, it is refused
    with BackPaymentFormUsed. Raises LinesToMend (the draft is kept, faults at their lines),
    NobodyListed, BackPaymentChanged, BackPaymentMoved, BackPaymentInProgress,
    MonthPaidMeanwhile, NotSigned, PrepaymentShort, EmployerNotPaying; nothing moves then.
    (C-54, C-55.)
    """
    try:
        with transaction.atomic():
            # Who pressed first has the employer; who pressed next finds what was submitted.
            Employer.objects.select_for_update(no_key=True).get(pk=edit.employer.pk)
            known = BackPayment.objects.filter(intent=intent, employer=edit.employer).first()
            if known is not None:
                return _same_form(known, method)
            draft = take_draft(edit)
            check_employer_pays(draft.employer)
            good = _judge(draft, edit)
            if good:
                check_sum(draft.total_fen, expected_fen)
                _let_money_move(draft, edit, method, intent, now)
    except IntegrityError as error:
        raise _refusal_for(error) from error
    if not good:
        raise LinesToMend("清单里有需要修改的行，没有提交，请按行下的说明改好后再提交。")
    return draft


def _same_form(known: BackPayment, method: BackPayment.Method) -> BackPayment:
    if known.method != method:
        raise BackPaymentFormUsed(
            f"这张表单已经提交过（{known.number}，补缴 {format_yuan(known.total_fen)} 元），"
            "没有重复办理。要再补缴，请重新打开补缴页面。"
        )
    return known


def _judge(draft: BackPayment, edit: Edit) -> bool:
    """Judge all lines anew; False, and kept with their faults, when one turned bad."""
    lines = list(draft.lines.select_related("account__member").order_by("id"))
    if not lines:
        raise NobodyListed("清单里还没有职工，请先点“添加”，选职工并填写年月。")
    judge_back_payment(draft, lines, edit.today)
    BackPaymentLine.objects.bulk_update(lines, ["parts", "faults", "total_fen"], batch_size=500)
    if not any(line.faults for line in lines):
        draft.heads = sum(line.months for line in lines)
        draft.total_fen = sum(line.total_fen for line in lines)
        return True
    keep_moved(draft)
    return False


def check_sum(total_fen: int, expected_fen: int) -> None:
    """Let a sum through that is what the agent saw, in fen; raises BackPaymentChanged."""
    if total_fen != expected_fen:
        raise BackPaymentChanged(
            f"补缴金额已变为 {format_yuan(total_fen)} 元"
            f"（您确认的是 {format_yuan(expected_fen)} 元），没有提交，请核对后重新确认。"
        )


def _let_money_move(
    draft: BackPayment, edit: Edit, method: BackPayment.Method, intent: str, now: datetime
) -> None:
    draft.intent, draft.method = intent, method
    draft.state = BackPayment.State.PROCESSING
    draft.submitted_by, draft.submitted_on, draft.submitted_at = edit.by, edit.today, now
    by_bank = method == BackPayment.Method.REALTIME
    if by_bank:
        draft.paid_fen = draft.total_fen
        draft.order = draw_collection(
            employer=draft.employer,
            into=collection_account(edit.today),
            amount_fen=draft.total_fen,
            purpose=Purpose("back_payment", draft.number, f"补缴 {draft.number}"),
        )
    else:
        draft.from_prepayment_fen = draft.total_fen
    draft.save()
    part = PART[BackPayment.Kind(draft.kind)]
    run("contributions/back_shares", back_payment=draft.pk, part=part.value)
    record(
        actor=edit.by,
        deed="submit_back_payment",
        subject=draft.number,
        total_fen=draft.total_fen,
    )
    if by_bank:
        wake("send_orders")
    else:
        post_back_payment(back_payment=draft, today=edit.today)


def _refusal_for(error: IntegrityError) -> Exception:
    law = str(error)
    if "intent" in law:
        return BackPaymentFormUsed("这张表单已经失效，没有提交。请重新打开补缴页面。")
    if "one_back_payment_in_progress" in law:
        return BackPaymentInProgress("上一笔补缴银行还在处理，请等结果出来后再提交。")
    if "one_live_share_of_a_kind" in law:
        return MonthPaidMeanwhile("其中有月份刚刚已经缴存，没有提交，请刷新后核对。")
    raise error
