"""Keyed lines of a register: 开户, 启封, 封存, 调基, 转入, one person at a time."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from anju.contributions.models import Line, Register
from anju.contributions.registers.edit_register import (
    Entry,
    RegisterMoved,
    edits_since,
    put_line,
    remove_lines,
)
from anju.contributions.registers.kinds import only_kind
from anju.contributions.registers.open_register import open_register
from anju.ground.amounts import BadAmount, parse_yuan, plain_yuan
from anju.ground.errors import Refusal
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.registers.asked import state_of
from anju.portals.employer.registers.echo import echo_of
from anju.portals.employer.registers.line_form import KINDS, LineForm, fields_of, kind_tabs
from anju.portals.employer.registers.places import place, title_of, url_of
from anju.portals.employer.registers.register import (
    edit_of,
    moved,
    own_register,
    seen_version,
)
from anju.portals.employer.ways import Crumb, crumbs
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.fields import FormError, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/row.html"
FOUND_MOST = 8
AMOUNTS = {"base_fen": "缴存基数", "asked_fen": "月缴存额"}


@dataclass(frozen=True)
class Told:
    """What is wrong over a form: fields, a refusal, and what another agent did meanwhile."""

    errors: tuple[FormError, ...] = ()
    refusal: Refusal | None = None


@may_act
@searchable
@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: AgentRequest, kind: str = Register.Kind.CHANGES) -> HttpResponse:
    """添加: choose what changes, find the person, fill in, 保存."""
    draft = open_register(
        employer=request.employer, by=request.agent.name, kind=Register.Kind(kind)
    )
    form = _form(request, draft, Line.Kind.OPEN, person=_person(request))
    if request.method == "POST":
        return _save(request, draft, form, None)
    return page(request, PIECE, _context(request, draft, form))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: AgentRequest, pk: int) -> HttpResponse:
    """修改: one line of the draft, with what is wrong at its field."""
    kept = _own_line(request, pk)
    form = _form(request, kept.register, Line.Kind(kept.kind), person=kept.account)
    form = replace(form, values=_values(kept), faults=kept.faults)
    if request.method == "POST":
        return _save(request, kept.register, form, kept.pk)
    return page(request, PIECE, _context(request, kept.register, form, kept.pk))


@may_act
@require_POST
def correction(request: AgentRequest, pk: int) -> HttpResponse:
    """改正: the fields at a bad row, put right in the list itself; the others stay."""
    kept = _own_line(request, pk)
    form = _form(request, kept.register, Line.Kind(kept.kind), person=None)
    said = {name: answer(request, name) for name in form.names if name in request.POST}
    form = replace(form, values=_values(kept) | said, faults=kept.faults)
    return _keep(request, kept.register, form, kept.pk)


@may_act
@require_POST
def removal(request: AgentRequest, pk: int) -> HttpResponse:
    """移除: take one line out of the draft."""
    draft = own_register(request)
    try:
        remove_lines(edit=edit_of(request, draft), lines=[pk])
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(_back(request, draft))


@may_act
@require_POST
def echo(request: AgentRequest) -> HttpResponse:
    """What a base makes a month, or which base an amount has: 调整后月缴存额 … (X-25, C-41)."""
    said = echo_of(request, _person(request))
    return page(request, "pieces/employer/echo.html", {"echo": said})


def _own_line(request: AgentRequest, pk: int) -> Line:
    lines = Line.objects.select_related("register__employer", "account__member")
    return get_object_or_404(
        lines,
        pk=pk,
        register__employer=request.employer,
        register__state=Register.State.DRAFT,
    )


def _form(
    request: AgentRequest, draft: Register, usual: Line.Kind, *, person: FundAccount | None
) -> LineForm:
    asked = request.POST.get("kind") or request.GET.get("kind") or usual
    kind = only_kind(draft) or (Line.Kind(asked) if asked in KINDS else usual)
    gives = value("contribution.register_gives", on=request.today)
    return LineForm(kind=kind, by_amount=gives == "monthly_amount", person=person)


def _save(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None
) -> HttpResponse:
    form = replace(form, values={name: answer(request, name) for name in form.names})
    return _keep(request, draft, form, pk)


def _keep(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None
) -> HttpResponse:
    """Save what stands in the form and go back to the row, on its page of the list."""
    entry, error = _entry(form)
    if entry is None:
        return _again(request, draft, form, pk, Told(errors=(error,) if error else ()))
    try:
        kept = put_line(edit=edit_of(request, draft), entry=entry, line=pk)
    except RegisterMoved as refusal:
        draft.refresh_from_db()
        return _again(request, draft, form, pk, Told(refusal=refusal))
    except Refusal as refusal:
        return moved(request, draft, refusal)
    if "more" in request.POST:
        return HttpResponseRedirect(f"{request.path}?kind={form.kind}&saved={kept.pk}")
    return HttpResponseRedirect(_back(request, draft, kept.pk))


def _back(request: AgentRequest, draft: Register, row: int | None = None) -> str:
    """The list as it was when one left it, at the row one comes from."""
    went = {"row": str(row), "page": "", "was": request.GET.get("page", "")} if row else {}
    state = state_of(request, **went)
    anchor = f"#row-{row}" if row else ""
    return f"{url_of(draft)}?{state}{anchor}" if state else f"{url_of(draft)}{anchor}"


def _entry(form: LineForm) -> tuple[Entry | None, FormError | None]:
    amounts: dict[str, int] = {}
    for name, label in AMOUNTS.items():
        if text := form.values.get(name, ""):
            try:
                amounts[name] = parse_yuan(text)
            except BadAmount as refusal:
                return None, FormError(name, f"{label}：{refusal.sentence}")
    if form.gives_amount:
        amounts.pop("base_fen", None)
        if "asked_fen" not in amounts:
            return None, FormError("asked_fen", "请填写变更后的月缴存额。")
    person = form.person
    name = person.member.name if person else form.values.get("name", "")
    number = person.member.identity_number if person else form.values.get("identity_number", "")
    if not (name and number):
        return None, FormError("name", "请先填写姓名和身份证号，或查找一位职工。")
    mobile = form.values.get("mobile", "")
    entry = Entry(
        kind=form.kind,
        name=name,
        identity_number=number,
        mobile=mobile,
        base_fen=amounts.get("base_fen"),
        asked_fen=amounts.get("asked_fen"),
    )
    return entry, None


def _again(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None, told: Told
) -> HttpResponse:
    context = {**_context(request, draft, form, pk), **vars(told)}
    context["fields"] = fields_of(form, request.employer, request.today, told.errors)
    if told.refusal is not None:
        context["edits"] = edits_since(draft, seen_version(request))
    return page(request, PIECE, context, status=REFUSED)


def _context(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None = None
) -> dict[str, Any]:
    words = words_of(request)
    needs_person = form.finds_person and form.person is None and pk is None
    found: list[FundAccount] = []
    if words:
        own = staff_of(employer=request.employer, words=words, state=form.state)
        found = list(own[:FOUND_MOST])
    title = title_of(draft.kind, today=request.today)
    mixed = only_kind(draft) is None
    saved = request.GET.get("saved", "")
    return {
        "title": "修改一项" if pk else ("新增一项" if mixed else f"{title} · 添加"),
        "crumbs": [*crumbs("employer:home"), Crumb(title, url_of(draft))],
        "register": draft,
        "mixed": mixed,
        "pk": pk,
        "form": form,
        "kinds": kind_tabs(form.kind) if mixed and not pk else [],
        "searching": needs_person,
        "words": words,
        "found": found,
        "saved": draft.lines.filter(pk=int(saved)).first() if saved.isdecimal() else None,
        "fields": [] if needs_person else fields_of(form, request.employer, request.today, ()),
        "back_url": _back(request, draft, pk),
        "echo_url": reverse("employer:echo") if form.has_base else "",
        "echo": echo_of(request, form.person),
        "add_url": "" if pk else place(draft.kind, "lines"),
    }


def _person(request: AgentRequest) -> FundAccount | None:
    key = request.POST.get("account") or request.GET.get("account") or ""
    own = request.employer.accounts.select_related("member")
    return own.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _values(kept: Line) -> dict[str, str]:
    amounts = {"base_fen": kept.base_fen, "asked_fen": kept.asked_fen}
    return {
        "name": kept.name,
        "identity_number": kept.identity_number,
        "mobile": kept.mobile,
        **{name: plain_yuan(fen) if fen else "" for name, fen in amounts.items()},
    }
