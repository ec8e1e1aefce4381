"""An employer asks back what was paid wrongly (退缴, 错缴更正)."""

from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.contributions.models import BackPayment, Refund, RefundedShare, Remittance
from anju.contributions.refunds.post_refund import post_refund
from anju.contributions.refunds.preview import Asked, Preview, preview_refund
from anju.contributions.refunds.whole_months import check_from_the_end, months_left_empty
from anju.contributions.serials import next_refund_number
from anju.ground.calendar import days_actual
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.models import Employer
from anju.policy.rules import value

Kind = Refund.Kind


class RefundFormUsed(Refusal):
    code = "contributions.refund_form_used"


class RefundReasonMissing(Refusal):
    code = "contributions.refund_reason_missing"


class MembersForbid(Refusal):
    code = "contributions.refund_members_forbid"


class RefundFiguresChanged(Refusal):
    code = "contributions.refund_figures_changed"


class TakenBackMeanwhile(Refusal):
    code = "contributions.taken_back_meanwhile"


class NoBankAccountOfOrigin(Refusal):
    code = "contributions.no_bank_account_of_origin"


def submit_refund(
    *,
    asked: Asked,
    reason: str,
    to_bank: bool,
    expected_fen: int,
    intent: str,
    today: date,
    by: str,
) -> Refund:
    """Take back what is asked, into the prepayment account, and on to the bank if wished.

    Within the center's limit of sum and days it is booked at once; beyond, it waits for a
    second person at the counter. A month goes as a whole only from the end, and then the
    employer's paid-through month goes back with it. `intent` is the form's own key.
    Raises MembersForbid, RefundFiguresChanged, LaterMonthsPaid, TakenBackMeanwhile,
    NoBankAccountOfOrigin, RefundReasonMissing, RefundFormUsed, and as `preview_refund`;
    nothing moves then. (Beyond C2.5; security C6.)
    """
    reason = check_reason(reason)
    employer = asked.deed.employer
    try:
        with transaction.atomic():
            employer = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
            known = Refund.objects.filter(intent=intent, employer=employer).first()
            if known is not None:
                return _same_form(known, asked)
            asked.deed.refresh_from_db()
            preview = preview_refund(asked=asked, today=today)
            _check(preview, to_bank, expected_fen)
            refund = _keep(preview, employer, reason, to_bank, intent, today, by)
            record(actor=by, deed="submit_refund", subject=refund.number, why=reason)
            if not refund.waits_because:
                post_refund(refund=refund, today=today)
    except IntegrityError as error:
        raise _refusal_for(error) from error
    return refund


def check_reason(reason: str) -> str:
    """The reason as it is kept; raises RefundReasonMissing for none."""
    kept = reason.strip()[:200]
    if not kept:
        raise RefundReasonMissing("请写明原因，它会印在回单上，也会告诉职工。")
    return kept


def _same_form(known: Refund, asked: Asked) -> Refund:
    if (known.kind, known.deed.number) != (asked.kind, asked.deed.number):
        raise RefundFormUsed(
            f"这张表单已经提交过（{known.number}，{format_yuan(known.total_fen)} 元），"
            "没有重复办理。要再办一笔，请重新打开页面。"
        )
    return known


def check_total(total_fen: int, expected_fen: int) -> None:
    """Let a sum through that is what was seen, in fen; raises RefundFiguresChanged."""
    if total_fen != expected_fen:
        raise RefundFiguresChanged(
            f"退回金额已变为 {format_yuan(total_fen)} 元"
            f"（您确认的是 {format_yuan(expected_fen)} 元），没有办理，请重新核对。"
        )


def _check(preview: Preview, to_bank: bool, expected_fen: int) -> None:
    asked = preview.asked
    if preview.obstacles:
        first = preview.obstacles[0]
        raise MembersForbid(
            f"{first.name} {first.month.chinese}：{first.why_not}。"
            f"共 {len(preview.obstacles)} 项不能退回，整笔没有办理，请去掉后再提交。"
        )
    check_total(preview.total_fen, expected_fen)
    if to_bank and asked.deed.order_id is None:
        raise NoBankAccountOfOrigin("这笔钱是从预缴户转出的，只能退回预缴户。")
    if asked.kind == Kind.REFUND and isinstance(asked.deed, Remittance):
        taken = [one.share for one in preview.taken]
        months = months_left_empty(remittance=asked.deed.pk, taken=taken)
        check_from_the_end(employer=asked.deed.employer, months=months)


def _keep(
    preview: Preview,
    employer: Employer,
    reason: str,
    to_bank: bool,
    intent: str,
    today: date,
    by: str,
) -> Refund:
    asked = preview.asked
    deed = asked.deed
    refund = Refund.objects.create(
        number=next_refund_number(asked.kind),
        intent=intent,
        employer=employer,
        kind=asked.kind,
        remittance=deed if isinstance(deed, Remittance) else None,
        back_payment=deed if isinstance(deed, BackPayment) else None,
        reason=reason,
        heads=len(preview.taken),
        total_fen=preview.total_fen,
        waits_because=_waits_because(preview, today),
        to_bank=to_bank,
        submitted_by=by,
        submitted_on=today,
    )
    RefundedShare.objects.bulk_create(
        [
            RefundedShare(
                refund=refund,
                share_id=one.share,
                entry_id=one.entry,
                employer_fen=one.employer_fen,
                own_fen=one.own_fen,
            )
            for one in preview.taken
        ],
        batch_size=1000,
    )
    return refund


def _waits_because(preview: Preview, today: date) -> str:
    """Why a second person must look first; empty where the employer may do it alone."""
    most = int(value("contribution.refund_limit_fen", on=today))
    if preview.total_fen > most:
        return f"金额超过 {format_yuan(most)} 元"
    days = int(value("contribution.refund_days", on=today))
    posted = preview.asked.deed.posted_on
    if posted is not None and days_actual(posted, today) > days:
        return f"入账已超过 {days} 天"
    return ""


def _refusal_for(error: IntegrityError) -> Exception:
    law = str(error)
    if "intent" in law:
        return RefundFormUsed("这张表单已经失效，没有办理。请重新打开页面。")
    if "a_share_is_taken_back_once" in law:
        return TakenBackMeanwhile("其中有月份刚刚已经申请退回，没有重复办理，请刷新后核对。")
    raise error
