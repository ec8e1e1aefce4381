"""单位缴存登记查询: the registers an employer filed, and each with its lines."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.filings import filings, lines_listing
from anju.contributions.lists import register_of
from anju.contributions.models import Register
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account, mask_identity
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown, shown_below
from anju.portals.employer.queries.words import day, iso, words
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.templatetags.hall import month


def _result(row) -> str:
    """已通过, or every reason against the line."""
    return "；".join(str(each.get("sentence", "")) for each in row.faults) or "校验通过"


COLUMNS = (
    words(
        "register.number", "业务流水号", 18,
        url=lambda row: reverse("employer:filing", args=[row.register.number]),
    ),
    words("register.get_kind_display", "清册", 14),
    Column("生效月份", lambda row: month(row.register.month), 14, lead=True),
    Figures("项数", of="lines"),
    Figures("增加人数", of="joins"),
    Figures("减少人数", of="seals"),
    Figures("调基人数", of="bases"),
    Figures("未通过", of="bad"),
    Amounts("月缴存额变化", of="effect_fen"),
    words("register.get_state_display", "状态", 10),
    words("register.edited_by", "经办人", 12),
    Column("登记日期", lambda row: iso(localtime(row.register.opened_at).date()), 12),
    day("register.submitted_on", "提交日期"),
)  # fmt: skip
LINES = (
    words("name", "姓名", 14, lead=True),
    Column("证件号码", lambda row: mask_identity(row.identity_number), 22, wide=True),
    Column(
        "个人账号",
        lambda row: mask_account(row.account.number) if row.account else "—",
        20,
        url=lambda row: (
            reverse("employer:account_history", args=[row.account_id]) if row.account else ""
        ),
    ),
    words("get_kind_display", "变更类型", 12),
    Amounts("缴存基数", of="base_fen"),
    Amounts("变更前月缴存额", of="before_fen", total="before_fen"),
    Amounts("变更后月缴存额", of="after_fen", total="after_fen"),
    Amounts("变化", of="change_fen", total="change_fen"),
    Column("校验结果", _result, 40, wide=True),
)


@agents_only
@require_safe
def filing_list(request: AgentRequest) -> HttpResponse:
    """查询: by day and state."""
    filters = filters_of(request, today=request.today)
    state = choice(request, "state", "状态", Register.State.choices)
    query = Query(
        title=name_of(request, "employer:filings"),
        lead="本单位登记过的变更清册和每份清册的办理结果",
        file="filings",
        columns=COLUMNS,
        found=filings(
            employer=request.employer,
            since=filters.since,
            until=filters.until,
            state=state.value,
        ),
        conditions=(*days(filters), state),
        refusal=filters.refusal,
        empty="这段时间没有缴存登记。",
        icon="file-spreadsheet",
    )
    return shown(request, query, route="employer:filings")


@agents_only
@require_safe
def filing(request: AgentRequest, number: str) -> HttpResponse:
    """One register with its lines, whatever became of it."""
    try:
        found = register_of(employer=request.employer, number=number)
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    query = Query(
        title=f"{month(found.month)}{found.get_kind_display()}",
        lead=f"业务流水号 {number} · {found.get_state_display()}",
        file=f"filing-{number}",
        columns=LINES,
        found=lines_listing(register=found),
        facts=(
            ("状态", found.get_state_display()),
            ("经办人", found.edited_by or found.opened_by),
            ("提交日期", iso(found.submitted_on)),
        ),
        empty="这份清册里没有变更。",
        hint="",
        icon="file-spreadsheet",
    )
    return shown_below(request, query, route="employer:filings")
