"""休假外出: who is away from when to when; nothing is given to him meanwhile (C3.6)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.cases.absences import absence_of, absences_of, away_on, laid_aside_by_absent
from anju.cases.actors import staff_acts
from anju.cases.enter_absence import BadDays, DaysAway, end_absence, enter_absence
from anju.cases.models import Absence
from anju.ground.errors import Refusal
from anju.people.models import Staff
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.review.officers import officers_on
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/review/absences.html"
PLACE = "counter:absences"
POINTS = (
    "登记当天就开始的，手上的办件马上交回，由下一位领取的人办理",
    "以后开始的，到那天起不再派件；每天没办完的本来就会重新派出",
    "挂起的办件留到挂起日，主管可以在“休假外出”里改派",
    "提前回来的，点“提前结束”，当天恢复派件",
)


@staff_only
@require_safe
def absences(request: StaffRequest) -> HttpResponse:
    """His own; a manager sees everybody's, and what lies aside meanwhile."""
    return _list(request)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def absence_new(request: StaffRequest) -> HttpResponse:
    """登记: whose, which kind, from when to when."""
    deed = Deed(title="登记休假外出", lede="期间不派件，手上的办件交回", points=POINTS)
    if request.method == "POST":
        try:
            deed.done = _entered(request)
        except Refusal as refusal:
            deed.refusal = refusal
    deed.fields = _fields(request)
    deed.buttons = [Button("登记")]
    crumbs = [
        {"label": "工作台", "url": reverse("counter:desk")},
        {"label": "休假外出", "url": reverse(PLACE)},
    ]
    deed.more = {"crumbs": crumbs, "back_url": reverse(PLACE)}
    return show(request, deed)


@staff_only
@require_POST
def absence_end(request: StaffRequest, key: int) -> HttpResponse:
    """提前结束, or 取消 of one that has not begun."""
    found = get_object_or_404(_seen_by(request), pk=key)
    try:
        done = end_absence(absence=found, by=staff_acts(request.staff), today=request.today)
    except Refusal as refusal:
        return _list(request, refusal)
    return HttpResponseRedirect(f"{reverse(PLACE)}?done={done.pk}")


def _entered(request: StaffRequest) -> Done:
    made, back = enter_absence(
        staff=_whose(request),
        days=DaysAway(
            kind=_kind(request),
            first_on=_day(request, "first_on", "开始日期"),
            last_on=_day(request, "last_on", "结束日期"),
            why=answer(request, "why"),
        ),
        by=staff_acts(request.staff),
        today=request.today,
        now=timezone.now(),
    )
    return Done(
        title="已登记",
        sentence=f"{made.first_on} 至 {made.last_on} 不再派件给{made.staff.name}。",
        facts=(
            ("姓名", f"{made.staff.name}（{made.staff.login}）"),
            ("类别", made.get_kind_display()),
            ("从", f"{made.first_on}"),
            ("到", f"{made.last_on}（含当天）"),
            ("交回的办件", "、".join(back) if back else "没有"),
            ("登记人", made.entered_by.name),
        ),
        again=("返回休假外出", PLACE),
    )


def _whose(request: StaffRequest) -> Staff:
    """Himself, or the one a manager has chosen."""
    chosen = answer(request, "staff") or str(request.staff.pk)
    found = [one for one in _choosable(request) if str(one.pk) == chosen]
    if not found:
        raise BadDays("请选择登记谁的休假或外出。")
    return found[0]


def _choosable(request: StaffRequest) -> Sequence[Staff]:
    if request.staff.role != Staff.Role.MANAGER:
        return [request.staff]
    return officers_on(request.today)


def _kind(request: StaffRequest) -> Absence.Kind:
    chosen = answer(request, "kind")
    if chosen not in Absence.Kind.values:
        raise BadDays("请选择类别。")
    return Absence.Kind(chosen)


def _day(request: StaffRequest, name: str, label: str) -> date:
    try:
        return date.fromisoformat(answer(request, name))
    except ValueError as error:
        raise BadDays(f"请填写{label}，形式如 {request.today}。") from error


def _fields(request: StaffRequest) -> list[Field]:
    people = tuple((str(one.pk), f"{one.name}（{one.login}）") for one in _choosable(request))
    chosen = answer(request, "staff") or str(request.staff.pk)
    kind, kinds = answer(request, "kind"), tuple(Absence.Kind.choices)
    first, last = (
        answer(request, name) or f"{request.today}" for name in ("first_on", "last_on")
    )
    return [
        Field("staff", "姓名", value=chosen, choices=people),
        Field("kind", "类别", value=kind, choices=kinds),
        Field("first_on", "从", value=first, type="date"),
        Field("last_on", "到（含当天）", value=last, type="date"),
        Field(
            "why",
            "事由",
            value=answer(request, "why"),
            hint="不写病情等私事，例如“年休假”",
            required=False,
            autocomplete="off",
        ),
    ]


def _seen_by(request: StaffRequest) -> QuerySet[Absence]:
    everybody = request.staff.role == Staff.Role.MANAGER
    return absences_of(staff=None if everybody else request.staff)


def _list(request: StaffRequest, refusal: Refusal | None = None) -> HttpResponse:
    manager = request.staff.role == Staff.Role.MANAGER
    found = _seen_by(request)
    shown = paging_of(request, total=found.count())
    rows = found[shown.slice]
    context = {
        "title": "休假外出",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "rows": [
            {"one": one, "words": one.words(request.today), "open": one.open_on(request.today)}
            for one in rows
        ],
        "shown": shown,
        "manager": manager,
        "own": absence_of(staff=request.staff, day=request.today),
        "away": away_on(request.today).count() if manager else 0,
        "aside": laid_aside_by_absent(day=request.today) if manager else [],
        "officers": _there(request) if manager else [],
        "done": request.GET.get("done", ""),
        "refusal": refusal,
    }
    return page(request, PIECE, context, status=REFUSED if refusal else 200)


def _there(request: StaffRequest) -> list[Staff]:
    """To whom what lies aside can be given on: who is there, and not the manager himself."""
    away = set(away_on(request.today).values_list("staff", flat=True)) | {request.staff.pk}
    return [one for one in officers_on(request.today) if one.pk not in away]
