"""银行对账: each day's bank statement, and whether every line met its order."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.ground.masks import mask_card
from anju.payments.lists import awaited_statements, day_statements
from anju.payments.models import DayStatement
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query, answer

STATES = (("matched", "全部相符"), ("open", "有未达"))
WANTED = {"matched": True, "open": False}
# A balance of one day added to that of the next says nothing, so balances have no sum.
COLUMNS = (
    Column("日期", lambda row: f"{row.day:%Y-%m-%d}", 12, lead=True, wide=True),
    Column("银行账户", lambda row: mask_card(row.account), 14),
    Amounts("期初余额", of="opening_fen", width=18),
    Amounts("期末余额", of="closing_fen", width=18),
    Figures("笔数", of="lines", total="lines"),
    Figures("已匹配", of="matched", total="matched"),
    Figures("银行无", of="missing", total="missing"),
    Column(
        "结果",
        lambda row: "相符" if _clean(row) else "有未达",
        mood=lambda row: "good" if _clean(row) else "bad",
    ),
)


@staff_only
@require_safe
def statements(request: StaffRequest) -> HttpResponse:
    """查询: by day and by result."""
    filters = filters_of(request, today=request.today)
    state = choice(request, "state", "状态", STATES)
    found = day_statements(
        since=filters.since, until=filters.until, matched=WANTED.get(state.value)
    )
    query = Query(
        title="银行对账",
        lead="每个营业日结束后，银行对账单与我方指令逐笔核对",
        file="statements",
        columns=COLUMNS,
        found=QueryListing(found, summed=("lines", "matched", "missing")),
        conditions=(*days(filters), state),
        refusal=filters.refusal,
        hint="可以放宽时间，或把状态改为“全部”。",
        icon="scale",
        piece="pieces/counter/statements.html",
    )
    desk = reverse("counter:desk")
    more = {
        "crumbs": [{"label": "工作台", "url": desk}],
        "back_url": desk,
        "awaited": awaited_statements(),
    }
    return answer(request, query, more=more)


def _clean(one: DayStatement) -> bool:
    return one.missing == 0 and one.matched == one.lines
