"""An agent gives his employer other ratios, from the next unpaid month on (单位比例变更)."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from anju.contributions.models import Line, Register, Relief, Remittance
from anju.contributions.receipts import HALL
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.contributions.registers.ratio_fault import ratio_fault
from anju.contributions.remittances.due import next_month
from anju.contributions.remittances.remit import (
    FiguresChanged,
    RegisterPending,
    StillProcessing,
)
from anju.contributions.serials import next_ratio_number
from anju.documents.facts import ChangeFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ground.percent import format_percent
from anju.people.accounts.deed import Change
from anju.people.employers.change_ratios import (
    RatioPreview,
    Ratios,
    change_ratios,
    preview_ratios,
)
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer, RatioChange

KIND = Receipt.Kind.RATIO_CHANGE.value
REASON_MOST = 200


class BadRatio(Refusal):
    """`field` in detail is the field that is wrong; `too_low` whether law allows no less."""

    code = "contributions.bad_ratio"


class RatioUnchanged(Refusal):
    code = "contributions.ratio_unchanged"


class ReductionStands(Refusal):
    code = "contributions.reduction_stands"


class ReasonMissing(Refusal):
    code = "contributions.reason_missing"


def preview_ratio(*, employer: Employer, ratios: Ratios, today: date) -> RatioPreview:
    """What a change would come to a month, to the fen; raises as `change_ratio` before it."""
    bounds = bounds_for(employer=employer, on=today)
    check_ratios(employer, ratios, bounds)
    check_no_reduction(employer)
    check_nothing_pending(employer)
    return preview_ratios(employer=employer, ratios=ratios, rounding=bounds.rounding)


def change_ratio(
    *,
    employer: Employer,
    ratios: Ratios,
    reason: str,
    expected_fen: int,
    today: date,
    by: str,
) -> RatioChange:
    """Change the ratios of the employer and all its people, and issue the receipt (C-44).

    `expected_fen` is the month's new sum the agent saw and agreed to. It counts from the next
    month that is not paid; how often a base may change in a year is not touched. Raises
    BadRatio, RatioUnchanged, ReasonMissing, RegisterPending, StillProcessing,
    EmployerNotPaying, FiguresChanged; nothing is written then.
    """
    told = read_reason(reason)
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True, of=("self",)).get(pk=employer.pk)
        bounds = bounds_for(employer=held, on=today)
        check_ratios(held, ratios, bounds)
        check_no_reduction(held)
        _turn_the_page(held)
        check_nothing_pending(held)
        made = change_ratios(
            employer=held,
            ratios=ratios,
            rounding=bounds.rounding,
            kind=RatioChange.Kind.OWN,
            reason=told,
            change=Change(next_month(held), today, by, next_ratio_number()),
        )
        check_monthly(made.monthly_fen, expected_fen)
        ratio_receipt(made, channel=HALL)
    return made


def check_monthly(found_fen: int, expected_fen: int) -> None:
    """Raise FiguresChanged when the month's new sum is not what the agent agreed to."""
    if found_fen != expected_fen:
        raise FiguresChanged(
            f"变更后月缴存额已变为 {format_yuan(found_fen)} 元"
            f"（您确认的是 {format_yuan(expected_fen)} 元），没有提交，请核对后重新确认。"
        )


def read_reason(text: str) -> str:
    """The reason in one line; raises ReasonMissing for none or one that is too long."""
    told = " ".join(text.split())
    if not told or len(told) > REASON_MOST:
        raise ReasonMissing(f"请写明变更原因，最多 {REASON_MOST} 个字。", field="reason")
    return told


def check_ratios(employer: Employer, ratios: Ratios, bounds: Bounds) -> None:
    """Refuse ratios the city does not take, and those that stand already.

    Raises BadRatio, RatioUnchanged.
    """
    found = ratio_fault(bounds, ratios.employer_rate, ratios.own_rate)
    if found is not None:
        field, sentence = found
        low = {"employer_rate": bounds.employer_ratio[0], "own_rate": bounds.own_ratio[0]}
        too_low = getattr(ratios, field) < low[field]
        way = "生产经营确有困难的，可以申请降低缴存比例或缓缴。" if too_low else ""
        raise BadRatio(sentence + way, field=field, too_low=too_low)
    if ratios == Ratios(employer.employer_rate, employer.own_rate):
        raise RatioUnchanged(
            f"没有变化：现在的比例就是单位 {format_percent(ratios.employer_rate)}、"
            f"个人 {format_percent(ratios.own_rate)}，不用提交。",
            field="employer_rate",
        )


def check_no_reduction(employer: Employer) -> None:
    """An approved reduction ends by itself; raises ReductionStands while it is open."""
    reduction = Relief.objects.filter(
        employer=employer,
        kind=Relief.Kind.REDUCTION,
        state__in=[Relief.State.APPROVED, Relief.State.IN_FORCE],
    ).first()
    if reduction is not None:
        raise ReductionStands(
            f"贵单位已获批降低缴存比例（{reduction.span}），期满自动恢复，期间不能另行变更。"
        )


def check_nothing_pending(employer: Employer) -> None:
    """Refuse while a register or a remittance under way counts on the ratios (rule 3.3).

    Raises EmployerNotPaying, RegisterPending, StillProcessing.
    """
    check_employer_pays(employer)
    draft = Register.State.DRAFT
    if Line.objects.filter(register__employer=employer, register__state=draft).exists():
        raise RegisterPending("变更清册里还有没有提交的变更，请先提交或作废，再变更缴存比例。")
    processing = Remittance.State.PROCESSING
    if Remittance.objects.filter(employer=employer, state=processing).exists():
        raise StillProcessing("上一笔汇缴银行还在处理，请等结果出来后再变更缴存比例。")


def _turn_the_page(employer: Employer) -> None:
    """An empty draft moves on to its next version: who is about to key a line looks again."""
    drafts = Register.objects.filter(employer=employer, state=Register.State.DRAFT)
    drafts.update(version=F("version") + 1, edited_by="系统")


def ratio_receipt(made: RatioChange, *, channel: str) -> Receipt:
    """The receipt of a ratio change (单位比例变更回单), issued once; amounts in fen."""
    employer = made.employer
    facts = ChangeFacts(
        kind=KIND,
        employer_name=employer.name,
        employer_account=employer.number,
        business_serial=made.number,
        channel=channel,
        handler=made.actor,
        pairs=(
            ("变更前比例", words_of(made.employer_rate_before, made.own_rate_before)),
            ("变更后比例", words_of(made.employer_rate, made.own_rate)),
            ("生效月份", made.month.chinese),
            ("涉及人数", f"{made.heads:,} 人"),
            ("变更前月缴存额", f"{format_yuan(made.monthly_before_fen)} 元"),
            ("变更后月缴存额", f"{format_yuan(made.monthly_fen)} 元"),
            ("变更原因", made.reason),
        ),
    )
    return issue_receipt(
        facts=facts,
        subject=f"ratio/{made.number}",
        owner=employer.number,
        issued_on=made.happened_on,
    )


def words_of(employer_rate: Decimal, own_rate: Decimal) -> str:
    """Both ratios in one line, as papers say them."""
    return f"单位 {format_percent(employer_rate)}，个人 {format_percent(own_rate)}"
