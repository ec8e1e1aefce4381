"""我发起的: a member's own applications, how far each is, mended or taken back (Z-21–Z-23)."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.cases.elapsed import elapsed, with_times
from anju.cases.expected import outlook_of
from anju.cases.lists import cases_of_member, last_return
from anju.cases.models import Case
from anju.ground.durations import in_words
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.employers.change_employer import FieldsWrong
from anju.portals.member.case_kinds import hooks_of
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.way_back import arrived_back, remember_way_back
from anju.portals.shared.fields import FormError, answers
from anju.portals.shared.lists.paging import SIZES, paging_of, size_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.case_flow import business_of, lines_of, nodes_of

LIST, ONE = "pieces/member/cases.html", "pieces/member/case.html"
FILE, MEND = "pieces/member/case_file.html", "pieces/member/case_mending.html"
ROWS = 10
COLUMNS = (
    Column("序号", 6),
    Column("业务类型", 30),
    Column("业务信息", 44),
    Column("是否完成", 16),
    Column("流程耗时", 16),
)
TONES = {"approved": ("tag-ok", "check"), "refused": ("tag-err", "alert-circle")}
DONE = {"mended": "已补正并重新提交，排队的位置不变。", "withdrawn": "申请已撤回。"}


@members_only
@require_safe
def cases(request: MemberRequest) -> HttpResponse:
    """Everything the member has applied for, newest first, with what it took."""
    found = with_times(cases_of_member(member=request.member))
    total = cases_of_member(member=request.member).count()
    shown = paging_of(request, total=total, size=size_of(request, usual=ROWS), sizes=SIZES)
    context = {
        "title": "我发起的",
        "crumbs": _crumbs()[:1],
        "rows": _rows(found[shown.slice], shown.offset),
        "shown": shown,
        "export_url": reverse("member:cases_export"),
    }
    return page(request, LIST, context)


@members_only
@require_safe
def cases_export(request: MemberRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    found = with_times(cases_of_member(member=request.member))
    texts = (
        (str(row["place"]), row["business"], row["facts"], row["finished"], row["took"])
        for row in _rows(found, 0)
    )
    return sheet("我发起的", COLUMNS, texts, filename="cases.xlsx")


@members_only
@require_safe
def case(request: MemberRequest, number: str) -> HttpResponse:
    """查看: who must act, the chart, the record, what was said."""
    return page(request, ONE, _one(request, _own(request, number)))


@members_only
@require_safe
def case_file(request: MemberRequest, number: str) -> HttpResponse:
    """打印办件: the whole file on one page, nothing folded."""
    return page(request, FILE, _one(request, _own(request, number)))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def case_mending(request: MemberRequest, number: str) -> HttpResponse:
    """补正: only what the return marked is asked for; the place in the queue is kept."""
    own = _own(request, number)
    if own.state != Case.State.RETURNED:
        return HttpResponseRedirect(reverse("member:case", args=[number]))
    if request.method != "POST":
        arrived_back(request)
        kept = request.session.pop(_kept_at(own), {})
        return page(request, MEND, _mending(own, kept, {}))
    asked = answers(request)
    away = _errand(request, own, asked)
    if away is not None:
        return away
    try:
        hooks_of(own).mend(own, asked, request.member, request.today)
    except Refusal as refusal:
        faults = refusal.faults if isinstance(refusal, FieldsWrong) else {}
        context = {**_mending(own, asked, faults), "refusal": refusal}
        context["errors"] = [FormError(name, words) for name, words in faults.items()]
        return page(request, MEND, context, status=REFUSED)
    return HttpResponseRedirect(f"{reverse('member:case', args=[number])}?done=mended")


@members_only
@require_POST
def case_withdrawal(request: MemberRequest, number: str) -> HttpResponse:
    """撤回申请: before it is decided; what it held is free again."""
    own = _own(request, number)
    try:
        hooks_of(own).withdraw(own, request.member, request.today)
    except Refusal as refusal:
        context = {**_one(request, _own(request, number)), "refusal": refusal}
        return page(request, ONE, context, status=REFUSED)
    return HttpResponseRedirect(f"{reverse('member:case', args=[number])}?done=withdrawn")


def _errand(request: MemberRequest, own: Case, asked: dict[str, str]) -> HttpResponse | None:
    """Off to fetch something; what was typed is kept in the session meanwhile."""
    found = [one for one in hooks_of(own).errands(own) if one.press == asked.get("press")]
    if not found:
        return None
    named = {field.name for field in hooks_of(own).fields(own, {}, {})}
    request.session[_kept_at(own)] = {name: asked[name] for name in named & asked.keys()}
    remember_way_back(request, url=request.path, label=f"回到“补正：{own.title}”")
    return HttpResponseRedirect(found[0].url)


def _kept_at(own: Case) -> str:
    return f"mending/{own.number}"


def _own(request: MemberRequest, number: str) -> Case:
    found = cases_of_member(member=request.member).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _rows(found: Iterable[Any], offset: int) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "place": place,
            "case": one,
            "business": business_of(one),
            "facts": _facts(one),
            "finished": f"{'否' if one.open else '是'}（{one.get_state_display()}）",
            "took": in_words((now if one.open else one.last_at) - one.first_at),
            "returned": one.state == Case.State.RETURNED,
        }
        for place, one in enumerate(found, start=offset + 1)
    ]


def _facts(one: Case) -> str:
    amount = "" if one.amount_fen is None else f"{format_yuan(one.amount_fen)} 元 · "
    return f"{amount}{one.opened_on} 提交 · 办件编号 {one.number}"


def _one(request: MemberRequest, own: Case) -> dict[str, Any]:
    tone, icon = TONES.get(own.state, ("tag-warn", "clock") if own.open else ("", "x"))
    back = last_return(own) if own.state == Case.State.RETURNED else None
    labels = {one.name: one.label for one in own.answers} | {
        "": "整件申请",
        "papers": "证明材料",
        **hooks_of(own).labels,
    }
    return {
        "title": business_of(own),
        "crumbs": _crumbs(),
        "case": own,
        "tone": tone,
        "icon": icon,
        "nodes": nodes_of(own),
        "lines": lines_of(own),
        "outlook": outlook_of(case=own, today=request.today),
        "took": elapsed(case=own, now=timezone.now()),
        "facts": hooks_of(own).facts(own),
        "why": [
            {**one, "where": labels.get(one["field"], one["field"].removeprefix("paper:"))}
            for one in (back.reasons if back else [])
        ],
        "done": DONE.get(request.GET.get("done", ""), ""),
        "printed_at": timezone.now(),
    }


def _mending(own: Case, asked: dict[str, str], faults: dict[str, str]) -> dict[str, Any]:
    back = reverse("member:case", args=[own.number])
    return {
        "title": f"补正：{own.title}",
        "crumbs": [*_crumbs(), {"label": business_of(own), "url": back}],
        "case": own,
        "fields": hooks_of(own).fields(own, asked, faults),
        "errands": hooks_of(own).errands(own),
        "back_url": back,
    }


def _crumbs() -> list[dict[str, str]]:
    return [
        {"label": "首页", "url": reverse("member:home")},
        {"label": "我发起的", "url": reverse("member:cases")},
    ]
