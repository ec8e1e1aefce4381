"""登记信息变更记录: every field that was changed, by whom, when, from what to what."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.people.models import EmployerChange
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import page

COLUMNS = (
    Column("变更时间", 18),
    Column("变更项目", 20),
    Column("变更前", 30),
    Column("变更后", 30),
    Column("经办", 14),
    Column("业务流水号", 18),
)


@agents_only
@require_safe
def changes(request: AgentRequest) -> HttpResponse:
    """The newest first."""
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "登记信息变更记录",
        "wide": True,
        "crumbs": crumbs("employer:home", "employer:own_registration"),
        "heads": [column.label for column in COLUMNS],
        "rows": list(_texts(found[shown.slice])),
        "shown": shown,
        "export_url": reverse("employer:own_changes_export"),
    }
    return page(request, "pieces/employer/own_changes.html", context)


@agents_only
@require_safe
def changes_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    return sheet(
        "登记信息变更记录",
        COLUMNS,
        _texts(_found(request)),
        filename="registration-changes.xlsx",
    )


def _found(request: AgentRequest):
    return EmployerChange.objects.filter(employer=request.employer).order_by("-id")


def _texts(found) -> Iterator[tuple[str, ...]]:
    for one in found:
        yield (
            f"{timezone.localtime(one.recorded_at):%Y-%m-%d %H:%M}",
            one.get_field_display(),
            one.before,
            one.after,
            one.actor,
            one.source,
        )
