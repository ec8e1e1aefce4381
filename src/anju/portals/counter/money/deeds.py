"""办件: every employer's remittances of a span of days, and how far each has come."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.models import Remittance
from anju.ground.money import format_yuan, plain_yuan
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.tables import Cell, Heading, Row, labelled, state_cell
from anju.portals.shared.filters import Filters, filters_of
from anju.portals.shared.page import page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.sheet import Column, sheet
from anju.portals.shared.words import searchable

MOODS = {"posted": "good", "waiting": "open", "processing": "open", "failed": "bad"}
LABELS = (
    "业务流水号",
    "单位账号",
    "单位名称",
    "汇缴年月",
    "人次",
    "金额",
    "缴款方式",
    "提交",
    "经办",
    "状态",
)
RIGHT = {"人次", "金额"}
MOST_EXPORTED = 20_000


@staff_only
@searchable
@require_safe
def deeds(request: StaffRequest) -> HttpResponse:
    """查询: by day, state, employer or serial."""
    filters = filters_of(request, today=request.today)
    found = _found(request, filters)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "办件",
        "lede": "各单位的汇缴，办到哪一步",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "filters": filters,
        "refusal": filters.refusal,
        "state": request.GET.get("state", ""),
        "states": Remittance.State.choices,
        "columns": [Heading(label, right=label in RIGHT) for label in LABELS],
        "rows": [_row(one) for one in found[shown.slice]],
        "shown": shown,
        "export_url": f"{reverse('counter:deeds_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/counter/payments.html", context)


@staff_only
@require_safe
def deeds_export(request: StaffRequest) -> HttpResponse:
    """导出."""
    found = _found(request, filters_of(request, today=request.today))[:MOST_EXPORTED]
    columns = [Column(label, 18) for label in LABELS]
    return sheet("办件", columns, (_texts(one) for one in found), filename="deeds.xlsx")


def _found(request: StaffRequest, filters: Filters) -> QuerySet[Remittance]:
    found = Remittance.objects.select_related("employer").order_by("-id")
    found = found.filter(submitted_on__gte=filters.since, submitted_on__lte=filters.until)
    state = request.GET.get("state", "")
    if state in Remittance.State.values:
        found = found.filter(state=state)
    if filters.words:
        asked = Q(number=filters.words.upper()) | Q(employer__number=filters.words)
        found = found.filter(asked | Q(employer__name__contains=filters.words))
    return found


def _months(one: Remittance) -> str:
    return f"{one.first_month} 至 {one.last_month}"


def _row(one: Remittance) -> Row:
    cells = [
        Cell(one.number, number=True),
        Cell(one.employer.number, number=True),
        Cell(one.employer.name),
        Cell(_months(one), number=True),
        Cell(f"{one.heads:,}", right=True),
        Cell(format_yuan(one.total_fen), right=True),
        Cell(one.get_method_display()),
        Cell(one.submitted_on.isoformat(), number=True),
        Cell(one.submitted_by),
        state_cell(one.get_state_display(), MOODS[one.state]),
    ]
    return Row(labelled(LABELS, cells))


def _texts(one: Remittance) -> list[str]:
    texts = [cell.text for cell in _row(one).cells]
    texts[LABELS.index("金额")] = plain_yuan(one.total_fen)
    texts[LABELS.index("人次")] = str(one.heads)
    return texts
