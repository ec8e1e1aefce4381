"""派件: a manager sees every open case, gives it on, marks it urgent, names skills (C3.6)."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.cases.absences import away_on
from anju.cases.actors import staff_acts
from anju.cases.lists import all_cases
from anju.cases.models import Case
from anju.cases.reassign_case import mark_urgent, reassign_case
from anju.cases.skills import set_skills, skills_of
from anju.contributions.unit.kinds import TITLES, Kind
from anju.ground.errors import Refusal
from anju.people.models import Staff
from anju.people.staff.roles import roles_on
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.kinds import FOR_ROLE, KINDS
from anju.portals.counter.review.officers import officers_on
from anju.portals.counter.review.screen import age_of, name_of
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/review/assignment.html"
COLUMNS = (
    Column("办件编号", 18),
    Column("业务", 26),
    Column("申请人", 24),
    Column("状态", 12),
    Column("应办结日", 14),
    Column("余下时间", 16),
    Column("分派给", 14),
)


class NotHisStage(Refusal):
    code = "portals.not_his_stage"


@staff_only
@require_safe
def assignment(request: StaffRequest) -> HttpResponse:
    """Every open case, urgent and late ones first."""
    return _show(request)


@staff_only
@require_safe
def assignment_export(request: StaffRequest) -> HttpResponse:
    """导出."""
    rows = (_texts(request, one) for one in _open())
    return sheet("派件", COLUMNS, rows, filename="assignment.xlsx")


@staff_only
@require_POST
def assignment_change(request: StaffRequest) -> HttpResponse:
    """改派 or 加急 of the ticked cases, with a reason; all of them or none."""
    try:
        with transaction.atomic():
            for number in request.POST.getlist("number"):
                _change(request, number)
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("counter:assignment"))


@staff_only
@require_POST
def assignment_skills(request: StaffRequest) -> HttpResponse:
    """办理专长: the kinds somebody is given from now on; none ticked means all."""
    kinds = [one for one in request.POST.getlist("kind") if one in KINDS]
    officer = _officer(request)
    set_skills(staff=officer, kinds=kinds, by=staff_acts(request.staff))
    return HttpResponseRedirect(reverse("counter:assignment"))


def _change(request: StaffRequest, number: str) -> None:
    case = get_object_or_404(_open(), number=number)
    by, why = staff_acts(request.staff), answer(request, "why")
    if answer(request, "act") == "give":
        officer = _officer(request)
        _check_stage(request, case, officer)
        reassign_case(number=number, to=officer, why=why, by=by, today=request.today)
    else:
        urgent = answer(request, "act") == "urgent"
        mark_urgent(number=number, urgent=urgent, why=why, by=by)


def _check_stage(request: StaffRequest, case: Case, officer: Staff) -> None:
    """The last word is not given to whose role does not speak it."""
    stages = FOR_ROLE[roles_on(day=request.today)[officer.pk]]
    if case.state == Case.State.REVIEWING and case.state not in stages:
        raise NotHisStage(
            f"{case.number} 待复核，{officer.name}的岗位不办理复核，没有改派。请改派给主管。"
        )


def _officer(request: StaffRequest) -> Staff:
    given = answer(request, "to")
    key = int(given) if given.isascii() and given.isdigit() else 0
    return get_object_or_404(
        Staff, pk=key, pk__in=[one.pk for one in officers_on(request.today)]
    )


def _open() -> QuerySet[Case]:
    return all_cases().filter(state__in=Case.OPEN, kind__in=KINDS).order_by("-urgent", "due_on")


def _texts(request: StaffRequest, one: Case) -> tuple[str, ...]:
    return (
        one.number,
        one.title,
        name_of(one),
        f"挂起至 {one.suspended_until}" if one.suspended_until else one.get_state_display(),
        one.due_on.isoformat(),
        age_of(one, request.today)[1],
        one.given_to.name if one.given_to and one.given_on == request.today else "",
    )


def _show(request: StaffRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = _open()
    shown = paging_of(request, total=found.count())
    officers = officers_on(request.today)
    away = {one.staff_id: one for one in away_on(request.today)}
    titles = {**{one.value: TITLES[one] for one in Kind}, "withdrawal": "提取"}
    seen = dict(Case.objects.filter(kind__in=KINDS).values_list("kind", "title").distinct())
    context: dict[str, Any] = {
        "title": "派件",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "heads": [column.label for column in COLUMNS],
        "rows": [
            {
                "case": one,
                "texts": _texts(request, one)[1:],
                "tone": age_of(one, request.today)[0],
            }
            for one in found[shown.slice]
        ],
        "shown": shown,
        "officers": [(one, skills_of(staff=one), away.get(one.pk)) for one in officers],
        "kinds": sorted((seen | titles).items()),
        "export_url": reverse("counter:assignment_export"),
        "refusal": refusal,
    }
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
