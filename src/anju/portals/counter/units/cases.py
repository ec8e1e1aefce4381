"""单位申请: what employers ask of the counter; given out, accepted, sent back, decided."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.cases.accept_case import accept_case
from anju.cases.actors import staff_acts
from anju.cases.lists import all_cases, steps_of
from anju.cases.models import Case
from anju.cases.reasons import REASONS, Return
from anju.cases.return_case import return_case
from anju.cases.steps import CaseMoved
from anju.cases.take_next_case import take_next_case
from anju.contributions.unit.decide_application import decide_application
from anju.contributions.unit.kinds import Kind
from anju.ground.errors import Refusal
from anju.people.models import Staff
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

ONE, LIST = "pieces/counter/case.html", "pieces/counter/cases.html"
State = Case.State
FOR_ROLE = {
    Staff.Role.CLERK.value: (State.WAITING,),
    Staff.Role.MANAGER.value: (State.REVIEWING, State.WAITING),
}
COLUMNS = (
    Column("办件编号", 18),
    Column("业务", 28),
    Column("单位名称", 28),
    Column("申请日期", 12),
    Column("应办结日", 12),
    Column("状态", 12),
    Column("分派给", 12),
)


@staff_only
@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    """Where every application stands; what is due first stands first."""
    return _list(request)


@staff_only
@require_safe
def cases_export(request: StaffRequest) -> HttpResponse:
    """导出."""
    rows = (_texts(one) for one in _found(request))
    return sheet("单位申请", COLUMNS, rows, filename="cases.xlsx")


@staff_only
@require_POST
def case_next(request: StaffRequest) -> HttpResponse:
    """领取下一件: one is given out, none is chosen."""
    try:
        taken = take_next_case(
            by=staff_acts(request.staff),
            states=FOR_ROLE[request.staff.role],
            today=request.today,
            kinds=list(Kind),
        )
    except Refusal as refusal:
        return _list(request, refusal)
    return HttpResponseRedirect(reverse("counter:case", args=[taken.number]))


@staff_only
@require_safe
def case(request: StaffRequest, number: str) -> HttpResponse:
    """One application: what it asks for, its papers, its steps."""
    return page(request, ONE, _one(request, _numbered(number)))


@staff_only
@require_POST
def case_step(request: StaffRequest, number: str) -> HttpResponse:
    """受理, 退回补正, 同意 or 不予办理, with an opinion."""
    found = _numbered(number)
    try:
        with transaction.atomic():
            _do(request, found)
    except Refusal as refusal:
        context = {**_one(request, _numbered(number)), "refusal": refusal}
        return page(request, ONE, context, status=REFUSED)
    return HttpResponseRedirect(reverse("counter:case", args=[number]))


def _do(request: StaffRequest, found: Case) -> None:
    step, opinion = answer(request, "step"), answer(request, "opinion")
    if found.state not in FOR_ROLE[request.staff.role]:
        # His role may have been another when it was given to him.
        raise CaseMoved(
            f"办件 {found.number} 现在{found.get_state_display()}，您的岗位不办理这一步。"
        )
    if step == "return":
        return_case(
            number=found.number,
            reasons=_reasons(request, found),
            opinion=opinion,
            by=staff_acts(request.staff),
            today=request.today,
        )
    elif step == "accept":
        accept_case(
            number=found.number,
            opinion=opinion,
            by=staff_acts(request.staff),
            today=request.today,
            seen=answer(request, "seen"),
        )
    else:
        decide_application(
            number=found.number,
            approve=step == "approve",
            opinion=opinion,
            staff=request.staff,
            today=request.today,
            seen=answer(request, "seen"),
        )


def _reasons(request: StaffRequest, found: Case) -> tuple[Return, ...]:
    marked = request.POST.getlist("mark")
    names = [one.name for one in found.answers]
    code, words = answer(request, "code"), answer(request, "words")[:100]
    return tuple(Return(code, name, words) for name in marked if name in {*names, "papers"})


def _numbered(number: str) -> Case:
    return get_object_or_404(all_cases(), number=number, kind__in=list(Kind))


def _found(request: StaffRequest) -> QuerySet[Case]:
    found = all_cases().filter(kind__in=list(Kind))
    state = request.GET.get("state", "open")
    if state in State.values:
        return found.filter(state=state)
    return found.filter(state__in=Case.OPEN) if state == "open" else found


def _texts(one: Case) -> tuple[str, ...]:
    return (
        one.number,
        one.title,
        one.employer.name if one.employer else "",
        one.opened_on.isoformat(),
        one.due_on.isoformat(),
        one.get_state_display(),
        one.given_to.name if one.given_to else "",
    )


def _list(request: StaffRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "单位申请",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "heads": [column.label for column in COLUMNS],
        "rows": [
            {
                "texts": _texts(one)[1:],
                "number": one.number,
                "late": one.open and one.due_on < request.today,
            }
            for one in found[shown.slice]
        ],
        "shown": shown,
        "state": request.GET.get("state", "open"),
        "states": (("open", "未办结"), *State.choices, ("all", "全部")),
        "next_url": reverse("counter:case_next"),
        "export_url": f"{reverse('counter:cases_export')}?{request.GET.urlencode()}",
        "refusal": refusal,
    }
    return page(request, LIST, context, status=REFUSED if refusal else 200)


def _one(request: StaffRequest, found: Case) -> dict[str, Any]:
    mine = found.open and found.given_to_id == request.staff.pk
    return {
        "title": found.title,
        "crumbs": [
            {"label": "工作台", "url": reverse("counter:desk")},
            {"label": "单位申请", "url": reverse("counter:cases")},
        ],
        "case": found,
        "steps": steps_of(case=found),
        "mine": mine,
        "waiting": found.state == State.WAITING,
        "codes": [(one.code, one.label) for one in REASONS.values()],
        "step_url": reverse("counter:case_step", args=[found.number]),
        "back_url": reverse("counter:cases"),
    }
