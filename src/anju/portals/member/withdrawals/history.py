"""历史提取明细: what one has taken out, as many years back as the center shows (X-39, N-14)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import named
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, days
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query, answer
from anju.withdrawals.lists import withdrawals_of
from anju.withdrawals.models import Withdrawal

PAID, OPEN = "paid", "open"
SHOWN = ((PAID, "已到账"), (OPEN, "办理中"), ("all", "全部"))
COLUMNS = (
    Column("申请日期", lambda row: row.applied_on.isoformat(), 12),
    Column("业务流水号", lambda row: row.number, 20),
    Column("提取原因", lambda row: row.reason_title, 20, lead=True),
    Column("提取方式", lambda row: row.get_mode_display(), 12),
    Amounts("提取金额", of="amount_fen", total="amount_fen"),
    Amounts("发生利息额", of="interest_fen", total="interest_fen"),
    Column("收款银行卡", lambda row: f"{row.card.bank} {row.card.masked}", 28, wide=True),
    Column("到账日期", lambda row: row.paid_on.isoformat() if row.paid_on else "—", 12),
    Column("状态", lambda row: row.get_state_display(), 12),
    Column(
        "",
        lambda row: "查看",
        url=lambda row: reverse("member:withdrawal", args=[row.number]),
        about=lambda row: row.number,
    ),
)


@members_only
@require_safe
def withdrawal_history(request: MemberRequest) -> HttpResponse:
    """查询: by days and state, with sums, pages, workbook and print."""
    years = int(value("withdrawal.history_years", on=request.today))
    filters = filters_of(request, today=request.today, years=min(years, 2))
    shown = choice(request, "state", "状态", SHOWN, usual=PAID, everything="")
    found = withdrawals_of(member=request.member, today=request.today).filter(
        applied_on__range=(filters.since, filters.until)
    )
    states = {PAID: (Withdrawal.State.PAID,), OPEN: Withdrawal.OPEN}.get(shown.value)
    query = Query(
        title=named(request, "历史提取明细", "withdrawal_history"),
        lead=f"您本人的提取，最多可查最近 {years} 年",
        file="withdrawals",
        columns=COLUMNS,
        found=QueryListing(
            found.filter(state__in=states) if states else found,
            summed=("amount_fen", "interest_fen"),
        ),
        conditions=(*days(filters), shown),
        refusal=filters.refusal,
        empty="这段时间没有提取记录。",
        hint="可以放宽日期，或把状态改为“全部”再查询。",
        icon="cash",
    )
    home, ask = reverse("member:home"), reverse("member:withdrawals")
    crumbs = [{"label": "首页", "url": home}, {"label": "我要提取", "url": ask}]
    return answer(request, query, more={"crumbs": crumbs, "back_url": ask})
