"""办件: every employer's remittances of a span of days, and how far each has come."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.contributions.models import Remittance
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.doors.words import searchable
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days, typed
from anju.portals.shared.lists.filters import Filters, filters_of
from anju.portals.shared.lists.query import Query, answer

MOODS = {"posted": "good", "waiting": "open", "processing": "open", "failed": "bad"}
COLUMNS = (
    Column("业务流水号", lambda row: row.number, 18, lead=True, wide=True),
    Column("单位账号", lambda row: row.employer.number, 18),
    Column("单位名称", lambda row: row.employer.name, 30),
    Column("汇缴年月", lambda row: f"{row.first_month} 至 {row.last_month}", 20),
    Figures("人次", of="heads", total="heads"),
    Amounts("金额", of="total_fen", total="total_fen"),
    Column("缴款方式", lambda row: row.get_method_display(), 12),
    Column("提交", lambda row: row.submitted_on.isoformat(), 12),
    Column("经办", lambda row: row.submitted_by, 12),
    Column("状态", lambda row: row.get_state_display(), 10, mood=lambda row: MOODS[row.state]),
)


@staff_only
@searchable
@require_safe
def deeds(request: StaffRequest) -> HttpResponse:
    """查询: by day, state, employer or serial."""
    filters = filters_of(request, today=request.today)
    state = choice(request, "state", "状态", Remittance.State.choices)
    query = Query(
        title="办件",
        lead="各单位的汇缴，办到哪一步",
        file="deeds",
        columns=COLUMNS,
        found=QueryListing(_found(filters, state.value), summed=("heads", "total_fen")),
        conditions=(*days(filters), state, typed("单位名称、账号或流水号", filters.words)),
        refusal=filters.refusal,
        hint="可以放宽时间，或把状态改为“全部”。",
        icon="files",
    )
    crumbs = [{"label": "工作台", "url": reverse("counter:desk")}]
    return answer(request, query, more={"crumbs": crumbs, "back_url": crumbs[0]["url"]})


def _found(filters: Filters, state: str) -> QuerySet[Remittance]:
    found = Remittance.objects.select_related("employer").order_by("-id")
    found = found.filter(submitted_on__gte=filters.since, submitted_on__lte=filters.until)
    if state:
        found = found.filter(state=state)
    if filters.words:
        asked = Q(number=filters.words.upper()) | Q(employer__number=filters.words)
        found = found.filter(asked | Q(employer__name__contains=filters.words))
    return found
