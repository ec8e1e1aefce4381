"""办理日报: what a day has brought, who did how much in what time, why cases went back."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.cases.effort import day_figures, effort_figures, top_reasons
from anju.cases.models import Draw
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import page

DAYS_BACK = 30
HEADS = {
    "title": "业务",
    "received": "收到",
    "accepted": "受理",
    "approved": "复核通过",
    "automatic": "自动办结",
    "refused": "不予办理",
    "returned": "退回",
    "suspended": "挂起",
    "still_open": "未办结",
}


@staff_only
@require_safe
def review_figures(request: StaffRequest) -> HttpResponse:
    """One day, today unless another is asked for; people and reasons of the 30 days before."""
    day = _day(request)
    since = day - timedelta(days=DAYS_BACK)
    rows = day_figures(day=day)
    context = {
        "title": "办理日报",
        "wide": True,
        "crumbs": [
            {"label": "工作台", "url": reverse("counter:desk")},
            {"label": "审核台", "url": reverse("counter:review")},
        ],
        "day": day,
        "since": since,
        "heads": list(HEADS.values()),
        "rows": [[row[name] for name in HEADS] for row in rows],
        "sums": [sum(row[name] for row in rows) for name in list(HEADS)[1:]],
        "people": effort_figures(since=since, until=day),
        "reasons": top_reasons(since=since, until=day),
        "draws": Draw.objects.order_by("-day")[:10],
        "export_url": f"{reverse('counter:review_figures_export')}?day={day}",
    }
    return page(request, "pieces/counter/review/figures.html", context)


@staff_only
@require_safe
def review_figures_export(request: StaffRequest) -> HttpResponse:
    """导出: the day's figures as a workbook."""
    day = _day(request)
    rows = ([str(row[name]) for name in HEADS] for row in day_figures(day=day))
    columns = [Column(label, 24 if name == "title" else 10) for name, label in HEADS.items()]
    return sheet(f"办理日报 {day}", columns, rows, filename="day.xlsx")


def _day(request: StaffRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return request.today
