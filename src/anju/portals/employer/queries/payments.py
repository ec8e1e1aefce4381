"""单位缴存明细查询: every payment, its months, and each month's roll person by person."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.payments import (
    PaymentKind,
    PaymentQuestion,
    back_payment_roll,
    month_of,
    months_listing,
    payments,
    roll,
)
from anju.contributions.lists import remittance_of
from anju.contributions.models import Remittance
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.figures import span_of
from anju.portals.employer.queries.families import name_of, shown, shown_below
from anju.portals.employer.queries.words import day, iso, person, words
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days, typed
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.templatetags.hall import month


def _months(row) -> str:
    if row.first is None:
        return "—"
    if row.first == row.last:
        return month(row.first)
    return f"{month(row.first)} 至 {month(row.last)}"


DEEDS = {
    PaymentKind.REMITTANCE: "employer:payment",
    PaymentKind.PREPAYMENT: "employer:prepayment",
    PaymentKind.BACK_PAYMENT: "employer:payment_people",
}
SIDES = (
    Amounts("缴存基数", of="base_fen"),
    Amounts("单位部分", of="employer_fen", total="employer_fen"),
    Amounts("个人部分", of="own_fen", total="own_fen"),
    Amounts("合计", of="both_fen", total="both_fen"),
)
COLUMNS = (
    words(
        "number", "业务流水号", 18, url=lambda row: reverse(DEEDS[row.kind], args=[row.number])
    ),
    words("kind_label", "业务类型", 10, lead=True),
    Column("缴存月份", _months, 24, wide=True),
    Figures("人次", of="heads"),
    Amounts("金额", of="total_fen", total="total_fen"),
    Amounts("实缴金额", of="paid_fen", total="paid_fen"),
    Amounts("预缴转出金额", of="prepaid_fen", total="prepaid_fen"),
    words("way_label", "缴款方式", 12),
    words("state_label", "状态", 10),
    day("submitted_on", "提交日期"),
    day("posted_on", "记账日期"),
    words("submitted_by", "经办人", 12),
)


@agents_only
@require_safe
def payment_list(request: AgentRequest) -> HttpResponse:
    """查询: by day, kind, state and month; only what is posted unless more is asked for."""
    filters = filters_of(request, today=request.today)
    kind = choice(request, "kind", "业务类型", PaymentKind.choices)
    posted = Remittance.State.POSTED.value
    state = choice(
        request, "state", "状态", (*Remittance.State.choices, ("all", "全部")),
        usual=posted, everything="",
    )  # fmt: skip
    about = choice(request, "month", "缴存月份", _choices(request.today, request.employer))
    wanted = Month.parse(about.value) if about.value else None
    asked = PaymentQuestion(
        since=filters.since,
        until=filters.until,
        kind=kind.value,
        state="" if state.value == "all" else state.value,
        first=wanted,
        last=wanted,
    )
    query = Query(
        title=name_of(request, "employer:payments"),
        lead="本单位的每一笔汇缴、预缴和补缴；点业务流水号看逐月、逐人明细",
        file="payments",
        columns=COLUMNS,
        found=payments(employer=request.employer, wanted=asked),
        conditions=(*days(filters), kind, state, about),
        refusal=filters.refusal,
        empty="这段时间没有缴存记录。",
        icon="coins",
        note="用预缴户的款项汇缴，钱在存入预缴户时已经付过，“实缴金额”不再重复计算。",
    )
    return shown(request, query, route="employer:payments")


@agents_only
@require_safe
def payment(request: AgentRequest, number: str) -> HttpResponse:
    """One remittance month by month: heads and amounts that add up with the month before."""
    try:
        found = remittance_of(employer=request.employer, number=number)
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    query = Query(
        title=f"汇缴 {span_of(found)}",
        lead=f"业务流水号 {number} · {found.get_state_display()}",
        file=f"months-{number}",
        columns=(
            Column(
                "缴存月份", lambda row: month(row.month), 14, lead=True, url=_roll_url(found)
            ),
            Figures("上月人数", of="heads_before"),
            Figures("增加人数", of="joined"),
            Figures("减少人数", of="left"),
            Figures("本月人数", of="heads", total="heads"),
            Amounts("上月金额", of="total_before_fen"),
            Amounts("增加金额", of="joined_fen", total="joined_fen"),
            Amounts("减少金额", of="left_fen", total="left_fen"),
            Amounts("调整金额", of="changed_fen", total="changed_fen"),
            Amounts("本月金额", of="total_fen", total="total_fen"),
            Column("", lambda row: "工资扣款表", url=_roll_url(found, "payroll"), about=_about),
        ),
        found=months_listing(remittance=found),
        facts=(
            ("缴款方式", found.get_method_display()),
            ("提交日期", iso(found.submitted_on)),
            ("记账日期", iso(found.posted_on)),
            ("经办人", found.submitted_by),
        ),
        icon="coins",
    )
    return shown_below(request, query, route="employer:payments")


@agents_only
@searchable
@require_safe
def payment_people(request: AgentRequest, number: str) -> HttpResponse:
    """A back payment person by person and month by month."""
    typed_words = words_of(request)
    try:
        found, people = back_payment_roll(
            employer=request.employer, number=number, words=typed_words
        )
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    query = Query(
        title=f"补缴 {found.get_kind_display()}",
        lead=f"业务流水号 {number} · {found.get_state_display()}",
        file=f"back-payment-{number}",
        columns=(
            *person("account"),
            Column("补缴月份", lambda row: month(row.month), 14),
            *SIDES,
        ),
        found=people,
        conditions=(typed("姓名、拼音、账号末几位或身份证号", typed_words),),
        facts=(
            ("缴款方式", found.get_method_display()),
            ("提交日期", iso(found.submitted_on)),
            ("记账日期", iso(found.posted_on)),
            ("经办人", found.submitted_by),
        ),
        empty="没有符合条件的职工。",
        icon="users",
    )
    return shown_below(request, query, route="employer:payments")


@agents_only
@searchable
@require_safe
def payment_month(request: AgentRequest, number: str, code: int) -> HttpResponse:
    """The roll of one month, person by person."""
    try:
        found = remittance_of(employer=request.employer, number=number)
        asked = month_of(remittance=found, month=Month.parse(f"{code:06d}"))
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    typed_words = words_of(request)
    query = Query(
        title=f"{asked.month.chinese}汇缴清册",
        lead=f"业务流水号 {number} · {found.get_state_display()}",
        file=f"roll-{number}-{code}",
        columns=(*person("account"), *SIDES),
        found=roll(remittance=found, month=asked.month, words=typed_words),
        conditions=(typed("姓名、拼音、账号末几位或身份证号", typed_words),),
        empty="这个月没有符合条件的职工。",
        icon="users",
    )
    return shown_below(request, query, route="employer:payments")


def _roll_url(found: Remittance, page_name: str = "payment_month"):
    return lambda row: reverse(f"employer:{page_name}", args=[found.number, row.month.code])


def _about(row) -> str:
    return month(row.month)


def _choices(today: date, employer) -> list[tuple[str, str]]:
    """The months an employer may have paid for, the latest first."""
    span = Month.span(employer.first_month, Month.of(today) + 12)
    paid = [each for each in span if each <= (employer.paid_through or Month.of(today))]
    return [(str(each), each.chinese) for each in reversed(paid)]
