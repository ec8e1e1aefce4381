"""The people of a back payment: found, filled in one by one, or taken from a template."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from anju.contributions.backpay.draft import Wanted, draft_of, put_people, remove_person
from anju.contributions.backpay.read_people import read_back_payment_people
from anju.contributions.models import BackPayment, BackPaymentLine
from anju.ground.amounts import BadAmount, parse_yuan, plain_yuan
from anju.ground.calendar import BadMonth, Month
from anju.ground.errors import Refusal
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.money.back_payments import edit_of, shown_again
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.fields import BadForm, Field, FormError, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/back_payment_person.html"
FOUND_MOST = 8
MONTHS = (("first_month", "开始年月"), ("last_month", "截止年月"))
AMOUNTS = (("employer_fen", "单位月补缴金额（元）"), ("own_fen", "个人月补缴金额（元）"))


@may_act
@searchable
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: AgentRequest) -> HttpResponse:
    """添加: find the person by a part of name or account, fill in the months, 保存."""
    draft = draft_of(request.employer)
    if draft is None:
        return HttpResponseRedirect(reverse("employer:back_payments"))
    person = _person(request)
    if request.method == "POST" and person:
        return _save(request, draft, person, None)
    return page(request, PIECE, _context(request, draft, person))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def person_line(request: AgentRequest, pk: int) -> HttpResponse:
    """修改: one line of the draft, with what is wrong at its field."""
    kept = get_object_or_404(
        BackPaymentLine.objects.select_related("back_payment", "account__member"),
        pk=pk,
        back_payment__employer=request.employer,
        back_payment__state=BackPayment.State.DRAFT,
    )
    if request.method == "POST":
        return _save(request, kept.back_payment, kept.account, kept)
    context = _context(request, kept.back_payment, kept.account, kept)
    return page(request, PIECE, context)


@may_act
@require_POST
def person_removal(request: AgentRequest, pk: int) -> HttpResponse:
    """移除: take one person out of the draft."""
    try:
        remove_person(edit=edit_of(request), line=pk)
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(reverse("employer:back_payments"))


@may_act
@require_POST
def people_file(request: AgentRequest) -> HttpResponse:
    """上传: everybody whose months are filled in joins the draft."""
    try:
        file = request.FILES.get("people")
        if file is None or not file.name:
            raise BadForm("还没有选择文件，请选择填好的补缴模板再上传。")
        content = file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1)
        read_back_payment_people(edit=edit_of(request), content=content, filename=file.name)
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(reverse("employer:back_payments"))


def _save(
    request: AgentRequest, draft: BackPayment, person: FundAccount, kept: BackPaymentLine | None
) -> HttpResponse:
    read, errors = _read(request, draft)
    if errors:
        context = {**_context(request, draft, person, kept, errors), "errors": errors}
        return page(request, PIECE, context, status=REFUSED)
    wanted = Wanted(
        person.pk,
        Month.parse(read["first_month"]),
        Month.parse(read["last_month"]),
        _fen(read.get("employer_fen", "")),
        _fen(read.get("own_fen", "")),
    )
    try:
        put_people(edit=edit_of(request), wanted=[wanted], line=kept.pk if kept else None)
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(f"{reverse('employer:back_payments')}#account-{person.pk}")


def _read(request: AgentRequest, draft: BackPayment) -> tuple[dict[str, str], list[FormError]]:
    """The answers, and everything that is no month or no amount, all at once."""
    read = {name: answer(request, name) for name, _ in (*MONTHS, *AMOUNTS)}
    errors: list[FormError] = []
    for name, label in MONTHS:
        try:
            Month.parse(read[name])
        except BadMonth as refusal:
            errors.append(FormError(name, f"{label}：{refusal.sentence}"))
    if draft.kind != BackPayment.Kind.INDEFINITE:
        return read, errors
    for name, label in AMOUNTS:
        try:
            _fen(read[name])
        except BadAmount as refusal:
            errors.append(
                FormError(name, f"{label.removesuffix('（元）')}：{refusal.sentence}")
            )
    return read, errors


def _fen(text: str) -> int:
    """An amount, or nothing: one side may stay out of it."""
    return 0 if text in ("", "0", "0.00") else parse_yuan(text)


def _context(
    request: AgentRequest,
    draft: BackPayment,
    person: FundAccount | None,
    kept: BackPaymentLine | None = None,
    errors: list[FormError] | None = None,
) -> dict[str, Any]:
    words = words_of(request)
    found = staff_of(employer=request.employer, words=words)[:FOUND_MOST] if words else []
    return {
        "title": "修改补缴职工" if kept else "添加补缴职工",
        "crumbs": crumbs("employer:home", "employer:back_payments"),
        "draft": draft,
        "person": person,
        "words": words,
        "found": found,
        "back_url": reverse("employer:back_payments"),
        "fields": _fields(request, draft, kept, errors or []) if person else [],
    }


def _fields(
    request: AgentRequest,
    draft: BackPayment,
    kept: BackPaymentLine | None,
    errors: list[FormError],
) -> list[Field]:
    wrong = {fault["field"]: fault["sentence"] for fault in (kept.faults if kept else [])}
    wrong |= {error.field: error.sentence for error in errors}
    values = _values(request, kept)
    hint = "例如 2026-07" if request.employer.paid_through else ""
    fields = [
        Field(
            name,
            label,
            value=values[name],
            hint=hint,
            error=wrong.get(name, ""),
            extra="w-month",
            autocomplete="off",
        )
        for name, label in MONTHS
    ]
    if draft.kind != BackPayment.Kind.INDEFINITE:
        return fields
    return fields + [
        Field(
            name,
            label,
            value=values[name],
            error=wrong.get(name, ""),
            inputmode="decimal",
            extra="w-amount",
            required=False,
        )
        for name, label in AMOUNTS
    ]


def _values(request: AgentRequest, kept: BackPaymentLine | None) -> dict[str, str]:
    if request.method == "POST" or kept is None:
        return {name: answer(request, name) for name, _ in (*MONTHS, *AMOUNTS)}
    return {
        "first_month": str(kept.first_month),
        "last_month": str(kept.last_month),
        "employer_fen": plain_yuan(kept.employer_fen) if kept.employer_fen else "",
        "own_fen": plain_yuan(kept.own_fen) if kept.own_fen else "",
    }


def _person(request: AgentRequest) -> FundAccount | None:
    key = request.POST.get("account") or request.GET.get("account") or ""
    own = request.employer.accounts.select_related("member")
    return own.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
