"""Keyed lines of a register: 开户, 启封, 封存, 调基, 转入, one person at a time."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from anju.contributions.models import Line, Register
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.registers.edit_register import Entry, put_line, remove_lines
from anju.contributions.registers.open_register import open_register
from anju.ground.amounts import BadAmount, parse_yuan, plain_yuan
from anju.ground.errors import Refusal
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.registers.line_form import KINDS, LineForm, fields_of, kind_tabs
from anju.portals.employer.registers.register import edit_of, moved, own_register
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.fields import FormError, answer
from anju.portals.shared.page import REFUSED, page
from anju.portals.shared.words import searchable, words_of

PIECE = "pieces/employer/row.html"
FOUND_MOST = 8


@may_act
@searchable
@require_http_methods(["GET", "HEAD", "POST"])
def new_line(request: AgentRequest) -> HttpResponse:
    """新增一项: choose what changes, find the person, fill in, 保存."""
    draft = open_register(employer=request.employer, by=request.agent.name)
    asked = request.POST.get("kind") or request.GET.get("kind")
    kind = Line.Kind(asked) if asked in KINDS else Line.Kind.OPEN
    person = _person(request)
    form = LineForm(kind=kind, person=person)
    if request.method == "POST":
        return _save(request, draft, form, None)
    return page(request, PIECE, _context(request, draft, form))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: AgentRequest, pk: int) -> HttpResponse:
    """修改: one line of the draft, with what is wrong at its field."""
    kept = get_object_or_404(
        Line.objects.select_related("register", "account__member"),
        pk=pk,
        register__employer=request.employer,
        register__state=Register.State.DRAFT,
    )
    asked = request.POST.get("kind") or request.GET.get("kind") or kept.kind
    kind = Line.Kind(asked) if asked in KINDS else Line.Kind.OPEN
    form = LineForm(kind=kind, person=kept.account, values=_values(kept), faults=kept.faults)
    if request.method == "POST":
        return _save(request, kept.register, form, kept.pk)
    return page(request, PIECE, _context(request, kept.register, form, kept.pk))


@may_act
@require_POST
def removal(request: AgentRequest, pk: int) -> HttpResponse:
    """移除: take one line out of the draft."""
    draft = own_register(request)
    try:
        remove_lines(edit=edit_of(request, draft), lines=[pk])
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(reverse("employer:register"))


@may_act
@require_POST
def echo(request: AgentRequest) -> HttpResponse:
    """What a base makes a month: 调整后月缴存额, 个人, 单位 (X-25)."""
    return page(
        request, "pieces/employer/echo.html", {"echo": _echo(request, _person(request))}
    )


def _save(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None
) -> HttpResponse:
    form = replace(form, values={name: answer(request, name) for name in form.names})
    entry, error = _entry(form)
    if entry is None:
        return _again(request, draft, form, pk, [error] if error else [])
    try:
        kept = put_line(edit=edit_of(request, draft), entry=entry, line=pk)
    except Refusal as refusal:
        return moved(request, draft, refusal)
    if kept.faults:
        target = f"{reverse('employer:register')}?show=bad#row-{kept.pk}"
        return HttpResponseRedirect(target)
    return HttpResponseRedirect(f"{reverse('employer:register')}#row-{kept.pk}")


def _entry(form: LineForm) -> tuple[Entry | None, FormError | None]:
    base_fen: int | None = None
    text = form.values.get("base_fen", "")
    if text:
        try:
            base_fen = parse_yuan(text)
        except BadAmount as refusal:
            return None, FormError("base_fen", f"缴存基数：{refusal.sentence}")
    person = form.person
    name = person.member.name if person else form.values.get("name", "")
    number = person.member.identity_number if person else form.values.get("identity_number", "")
    if not (name and number):
        return None, FormError("name", "请先填写姓名和身份证号，或查找一位职工。")
    return (
        Entry(
            kind=form.kind,
            name=name,
            identity_number=number,
            mobile=form.values.get("mobile", ""),
            base_fen=base_fen,
        ),
        None,
    )


def _again(
    request: AgentRequest,
    draft: Register,
    form: LineForm,
    pk: int | None,
    errors: list[FormError],
) -> HttpResponse:
    context = {**_context(request, draft, form, pk), "errors": errors}
    context["fields"] = fields_of(form, request.employer, request.today, errors)
    return page(request, PIECE, context, status=REFUSED)


def _context(
    request: AgentRequest, draft: Register, form: LineForm, pk: int | None = None
) -> dict[str, Any]:
    words = words_of(request)
    needs_person = form.finds_person and form.person is None
    found: list[FundAccount] = []
    if words:
        own = staff_of(employer=request.employer, words=words, state=form.state)
        found = list(own[:FOUND_MOST])
    return {
        "title": "修改一项" if pk else "新增一项",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "urls": urls(),
        "register": draft,
        "form": form,
        "kinds": [] if pk else kind_tabs(form.kind),
        "searching": needs_person,
        "words": words,
        "found": found,
        "fields": [] if needs_person else fields_of(form, request.employer, request.today, []),
        "echo_url": reverse("employer:echo") if form.has_base else "",
        "echo": _echo(request, form.person),
    }


def _person(request: AgentRequest) -> FundAccount | None:
    key = request.POST.get("account") or request.GET.get("account") or ""
    own = request.employer.accounts.select_related("member")
    return own.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def _values(kept: Line) -> dict[str, str]:
    return {
        "name": kept.name,
        "identity_number": kept.identity_number,
        "mobile": kept.mobile,
        "base_fen": plain_yuan(kept.base_fen) if kept.base_fen is not None else "",
    }


def _echo(request: AgentRequest, person: FundAccount | None) -> dict[str, int] | None:
    text = answer(request, "base_fen")
    try:
        base_fen = parse_yuan(text)
    except BadAmount:
        return None
    owner = person or request.employer
    bounds = bounds_for(employer=request.employer, on=request.today)
    terms = bounds.terms(base_fen, owner.employer_rate, owner.own_rate)
    return {
        "monthly_fen": terms.employer_fen + terms.own_fen,
        "own_fen": terms.own_fen,
        "employer_fen": terms.employer_fen,
    }
