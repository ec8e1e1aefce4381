"""银行对账: each day's bank statement, and whether every line met its order."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.ground.masks import mask_card
from anju.ground.money import format_yuan, plain_yuan
from anju.payments.lists import awaited_statements, day_statements
from anju.payments.models import DayStatement
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.tables import Cell, Heading, Row, labelled, state_cell
from anju.portals.shared.filters import filters_of
from anju.portals.shared.page import page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.sheet import Column, sheet

LABELS = ("日期", "银行账户", "期初余额", "期末余额", "笔数", "已匹配", "银行无", "结果")
MONEY = ("期初余额", "期末余额")
STATES = [("matched", "全部相符"), ("open", "有未达")]
WANTED = {"matched": True, "open": False}


@staff_only
@require_safe
def statements(request: StaffRequest) -> HttpResponse:
    """查询: by day and by result."""
    filters = filters_of(request, today=request.today)
    state = request.GET.get("state", "")
    found = day_statements(since=filters.since, until=filters.until, matched=WANTED.get(state))
    shown = paging_of(request, total=found.count())
    context = {
        "title": "银行对账",
        "lede": "每个营业日结束后，银行对账单与我方指令逐笔核对",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "filters": filters,
        "refusal": filters.refusal,
        "no_words": True,
        "awaited": awaited_statements(),
        "state": state,
        "states": STATES,
        "columns": [Heading(label, right=label in MONEY) for label in LABELS],
        "rows": [_row(one) for one in found[shown.slice]],
        "shown": shown,
        "export_url": f"{reverse('counter:statements_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/counter/payments.html", context)


@staff_only
@require_safe
def statements_export(request: StaffRequest) -> HttpResponse:
    """导出."""
    filters = filters_of(request, today=request.today)
    wanted = WANTED.get(request.GET.get("state", ""))
    found = day_statements(since=filters.since, until=filters.until, matched=wanted)
    columns = [Column(label, 18) for label in LABELS]
    rows = (_texts(one) for one in found)
    return sheet("银行对账", columns, rows, filename="statements.xlsx")


def _row(one: DayStatement) -> Row:
    clean = one.missing == 0 and one.matched == one.lines
    cells = [
        Cell(f"{one.day:%Y-%m-%d}", number=True),
        Cell(mask_card(one.account), number=True),
        Cell(format_yuan(one.opening_fen), right=True),
        Cell(format_yuan(one.closing_fen), right=True),
        Cell(str(one.lines), number=True),
        Cell(str(one.matched), number=True),
        Cell(str(one.missing), number=True),
        state_cell("相符" if clean else "有未达", "good" if clean else "bad"),
    ]
    return Row(labelled(LABELS, cells))


def _texts(one: DayStatement) -> list[str]:
    texts = [cell.text for cell in _row(one).cells]
    texts[2:4] = [plain_yuan(one.opening_fen), plain_yuan(one.closing_fen)]
    return texts
