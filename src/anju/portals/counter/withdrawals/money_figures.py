"""提取日报: what was applied for, decided and paid over some days, by reason."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anju.centers.listing import ShortListing
from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.withdrawals.frame import crumbs, day_of
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import Condition
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.withdrawals.figures import money_by_reason

COLUMNS = (
    Column("提取原因", lambda row: row.title, 24, lead=True),
    Figures("申请件数", of="received", total="received"),
    Amounts("申请金额（元）", of="received_fen", total="received_fen"),
    Figures("退回补正", of="returned", total="returned"),
    Figures("不予办理", of="refused", total="refused"),
    Amounts("不予办理金额（元）", of="refused_fen", total="refused_fen"),
    Figures("审核通过", of="approved", total="approved"),
    Amounts("通过金额（元）", of="approved_fen", total="approved_fen"),
    Figures("已到账", of="paid", total="paid"),
    Amounts("到账金额（元）", of="paid_fen", total="paid_fen"),
)
SUMMED = tuple(column.total for column in COLUMNS if isinstance(column, Figures))


class BadSpan(Refusal):
    code = "portals.bad_figures_span"


@staff_only
@require_safe
def withdrawal_figures(request: StaffRequest) -> HttpResponse:
    """One day at first, or any span of days."""
    since, until, refusal = _span(request)
    query = Query(
        title="提取日报",
        lead="每件按发生的那一天计：某天通过的不一定是那天申请的；金额含销户利息",
        file="withdrawal-figures",
        columns=COLUMNS,
        found=ShortListing(money_by_reason(since=since, until=until), summed=SUMMED),
        conditions=(
            Condition("since", "起始日期", "date", since.isoformat()),
            Condition("until", "截止日期", "date", until.isoformat()),
        ),
        refusal=refusal,
        empty="这些天没有提取业务。",
        hint="可以放宽日期再查询。",
        icon="report-analytics",
        note=f"统计口径：{since} 至 {until}，退汇的不算已到账。",
    )
    return query_page(request, query, more={"crumbs": crumbs()})


def _span(request: StaffRequest) -> tuple[date, date, Refusal | None]:
    today = request.today
    try:
        since, until = (
            day_of(request.GET[name], label) if request.GET.get(name) else today
            for name, label in (("since", "起始日期"), ("until", "截止日期"))
        )
        if since > until:
            raise BadSpan(f"起始日期 {since} 晚于截止日期 {until}，请调换后再查询。")
    except Refusal as refusal:
        return today, today, refusal
    return since, until, None
