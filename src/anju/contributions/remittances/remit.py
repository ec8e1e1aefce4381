"""An employer says: these months, for these people, paid like this (汇缴)."""

from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.centers.sql import run
from anju.centers.wake import wake
from anju.contributions.collecting import collection_account
from anju.contributions.models import Register, Remittance, RemittedMonth
from anju.contributions.remittances.due import dues, next_month
from anju.contributions.remittances.post_remittance import post_remittance
from anju.contributions.serials import next_reference, next_remittance_number
from anju.ground.calendar import Month, add_working_days
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.draw_order import Purpose, draw_collection
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer
from anju.policy.rules import value


class AlreadyRemitted(Refusal):
    code = "contributions.already_remitted"


class StillProcessing(Refusal):
    code = "contributions.still_processing"


class NobodyPaying(Refusal):
    code = "contributions.nobody_paying"


class RegisterPending(Refusal):
    code = "contributions.register_pending"


class FiguresChanged(Refusal):
    code = "contributions.figures_changed"


class FormUsed(Refusal):
    code = "contributions.form_used"


class TransferNotOffered(Refusal):
    code = "contributions.transfer_not_offered"


def submit_remittance(
    *,
    employer: Employer,
    until: Month,
    method: Remittance.Method,
    expected_fen: int,
    intent: str,
    today: date,
    by: str,
) -> Remittance:
    """Draw up every month's roll up to `until` and let the money move.

    By 实时结算 an order to the bank is drawn and the remittance waits for its answer; by
    预缴转出 it is booked at once; by 转账汇款 it gets a reference and waits for money that
    names it. `expected_fen` is the sum the agent saw and agreed to.
    `intent` is the form's own key: pressed twice, the same remittance comes back; changed and
    pressed again, it is refused with FormUsed.
    Raises PrepaymentShort, NobodyPaying, RegisterPending, FiguresChanged, StillProcessing,
    AlreadyRemitted, MonthNotNext, TooManyMonths, NotSigned, EmployerNotPaying,
    TransferNotOffered; nothing is written then.
    (C-50 to C-53, X-28.)
    """
    try:
        with transaction.atomic():
            # Who pressed first has the employer; who pressed next finds what was submitted.
            employer = Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
            known = Remittance.objects.filter(intent=intent, employer=employer).first()
            if known is not None:
                return _same_form(known, until, method)
            remittance = _draw_up(employer, until, method, intent, today, by)
            check_figures(remittance.total_fen, expected_fen)
            _let_money_move(remittance, today)
            record(
                actor=by,
                deed="submit_remittance",
                subject=remittance.number,
                total_fen=remittance.total_fen,
            )
    except IntegrityError as error:
        raise _refusal_for(error) from error
    return remittance


def _same_form(known: Remittance, until: Month, method: Remittance.Method) -> Remittance:
    """What the form did the first time; the sum is no answer of its own and may differ."""
    if (known.last_month, known.method) != (until, method):
        raise FormUsed(
            f"这张表单已经提交过（{known.number}，汇缴至 {known.last_month.chinese}，"
            f"{format_yuan(known.total_fen)} 元），没有重复办理。"
            "要再办一笔，请重新打开汇缴页面。"
        )
    return known


def _draw_up(
    employer: Employer,
    until: Month,
    method: Remittance.Method,
    intent: str,
    today: date,
    by: str,
) -> Remittance:
    check_employer_pays(employer)
    _check_no_drafts(employer)
    _check_nothing_awaited(employer)
    dues(employer=employer, until=until, today=today)
    remittance = Remittance.objects.create(
        number=next_remittance_number(),
        intent=intent,
        employer=employer,
        first_month=next_month(employer),
        last_month=until,
        method=method,
        submitted_by=by,
        submitted_on=today,
    )
    for month in Month.span(remittance.first_month, until):
        _draw_up_month(remittance, month)
    months = list(remittance.months.all())
    remittance.heads = sum(month.heads for month in months)
    remittance.total_fen = sum(month.total_fen for month in months)
    empty = [str(month.month) for month in months if month.total_fen == 0]
    if empty:
        raise NobodyPaying(f"{empty[0]} 没有应缴的职工，请先办理开户或启封，再汇缴。")
    return remittance


def _check_no_drafts(employer: Employer) -> None:
    """No month is paid past changes that wait in a draft of any kind (domain rule 3.3)."""
    drafts = Register.objects.filter(employer=employer, state=Register.State.DRAFT)
    waiting = drafts.filter(lines__isnull=False).distinct().order_by("id")
    named = "、".join(f"{one.get_kind_display()}（{one.number}）" for one in waiting)
    if named:
        raise RegisterPending(f"{named}里还有没有提交的变更，请先提交或作废，再办理汇缴。")


def _draw_up_month(remittance: Remittance, month: Month) -> None:
    before = (
        RemittedMonth.objects.filter(employer=remittance.employer, live=True, month__lt=month)
        .order_by("-month")
        .first()
    )
    run(
        "contributions/draw_up",
        remittance=remittance.pk,
        employer=remittance.employer_id,
        month=month.code,
        before=before.remittance_id if before else None,
        month_before=before.month.code if before else None,
    )


def check_figures(total_fen: int, expected_fen: int) -> None:
    """Let a sum through that is the one the agent agreed to; raises FiguresChanged."""
    if total_fen != expected_fen:
        raise FiguresChanged(
            f"应缴金额已变为 {format_yuan(total_fen)} 元"
            f"（您确认的是 {format_yuan(expected_fen)} 元），没有提交，请核对后重新确认。"
        )


def _let_money_move(remittance: Remittance, today: date) -> None:
    if remittance.method == Remittance.Method.PREPAYMENT:
        remittance.from_prepayment_fen = remittance.total_fen
        remittance.save()
        post_remittance(remittance=remittance, today=today)
        return
    remittance.paid_fen = remittance.total_fen
    if remittance.method == Remittance.Method.TRANSFER:
        _await_transfer(remittance, today)
        return
    remittance.order = draw_collection(
        employer=remittance.employer,
        into=collection_account(today),
        amount_fen=remittance.total_fen,
        purpose=Purpose("remittance", remittance.number, f"汇缴 {remittance.number}"),
    )
    remittance.save()
    wake("send_orders")


def _await_transfer(remittance: Remittance, today: date) -> None:
    days = int(value("contribution.bank_transfer_days", on=today))
    if days == 0:
        raise TransferNotOffered("本中心不办理转账汇款，请选实时结算或预缴转出。")
    remittance.state = Remittance.State.WAITING
    remittance.reference = next_reference()
    remittance.expires_on = add_working_days(today, days)
    remittance.save()


def _check_nothing_awaited(employer: Employer) -> None:
    waiting = Remittance.objects.filter(
        employer=employer, state=Remittance.State.WAITING
    ).first()
    if waiting is not None:
        raise StillProcessing(
            f"汇缴 {waiting.number} 正在等待转账汇款"
            f"（{format_yuan(waiting.total_fen)} 元，附言码 {waiting.reference}）。"
            "请等款到账，或先撤回它，再办理新的汇缴。"
        )


def _refusal_for(error: IntegrityError) -> Exception:
    """Somebody was quicker, or holds the same form key at another employer."""
    law = str(error)
    if "intent" in law:
        return FormUsed("这张表单已经失效，没有提交。请重新打开汇缴页面。")
    if "contributions_one_in_progress" in law:
        return StillProcessing("上一笔汇缴银行还在处理，请等结果出来后再提交。")
    if "contributions_a_month_is_remitted_once" in law or "one_live_share_of_a_kind" in law:
        return AlreadyRemitted("这个月份刚刚已经汇缴，没有重复提交。")
    raise error
