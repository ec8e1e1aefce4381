"""提取受理: what the person before the desk may take out, the form, and handing it in."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.policy.reasons import REASONS, ReasonRule
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, PIECES, crumbs, faults_in, member_in
from anju.portals.counter.withdrawals.intake_fields import (
    confirmation_of,
    fields_of,
    papers_of,
    pay_to,
    request_of,
)
from anju.portals.counter.withdrawals.intake_heirs import (
    heir_at,
    heirs_receipts,
    told_in_words,
)
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, FormError, answer, form_key
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.applying.apply import NotYet
from anju.withdrawals.counter.take_in import form_number, take_in
from anju.withdrawals.dossier.heirs import for_heirs
from anju.withdrawals.dossier.preview import preview, rule_of
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.judging.facts import facts_of
from anju.withdrawals.judging.survey import Outlook, survey, why_not
from anju.withdrawals.lists import open_withdrawals_of
from anju.withdrawals.models import Withdrawal


@with_person("member")
@require_safe
def intake(request: PersonRequest) -> HttpResponse:
    """可提全景 for the person whose file lies open."""
    member, now = member_in(request), timezone.now()
    facts = facts_of(member=member, today=request.today, now=now)
    found = survey(facts=facts)
    context = {
        **_frame(request, "提取受理"),
        "account": facts.main,
        "open_number": facts.open_number,
        "pay_to": pay_to(member),
        "offered": [one for one in found if one.rule.offered],
        "not_offered": [one for one in found if not one.rule.offered],
        "receipts": heirs_receipts(member),
        "under_way": open_withdrawals_of(member=member),
    }
    return page(request, f"{PIECES}/intake.html", context)


@with_person("member")
@fresh
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_form(request: PersonRequest, reason: str) -> HttpResponse:
    """填写, 计算, 打印申请表; 本人确认; 提交."""
    if reason not in REASONS:
        raise Http404
    rule = rule_of(reason=reason, today=request.today)
    if not rule.offered or request.method != "POST":
        return _form(request, reason, rule)
    step = answer(request, "step")
    try:
        asked = request_of(request, reason, rule)
        outlook = _looked_at(request, asked)
        heir = heir_at(request, asked)
    except Refusal as refusal:
        return _form(request, reason, rule, refusal=refusal)
    if step in ("calculate", "edit"):
        return _form(request, reason, rule, outlook=outlook if step == "calculate" else None)
    if step == "submit":
        return _submit(request, asked, outlook, heir)
    return _check(request, asked, outlook, heir)


def _looked_at(request: PersonRequest, asked: Request) -> Outlook:
    """How the rules see it now. Raises NotYet with why not and when."""
    outlook = preview(
        member=member_in(request), request=asked, today=request.today, now=timezone.now()
    )
    if outlook.judgement is None or outlook.judgement.obstacles or outlook.fen <= 0:
        raise NotYet(why_not(outlook))
    return outlook


def _submit(
    request: PersonRequest, asked: Request, outlook: Outlook, heir: Member | None
) -> HttpResponse:
    try:
        made = take_in(
            request=asked,
            member=member_in(request),
            confirmed=confirmation_of(request),
            clerk=request.staff,
            intent=form_key(request),
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _check(request, asked, outlook, heir, refusal=refusal)
    return _done(request, made)


def _form(
    request: PersonRequest,
    reason: str,
    rule: ReasonRule,
    *,
    refusal: Refusal | None = None,
    outlook: Outlook | None = None,
) -> HttpResponse:
    faults = faults_in(refusal, "fields")
    context = {
        **_frame(request, rule.title, inner=True),
        "reason": reason,
        "rule": rule,
        "heirs": for_heirs(reason),
        "not_here": "" if rule.offered else rule.instead,
        "fields": fields_of(request, rule, faults),
        "papers": papers_of(request, rule),
        "pay_to": pay_to(member_in(request)),
        "outlook": outlook,
        "errors": [FormError(name, words) for name, words in faults.items()],
        "refusal": None if faults else refusal,
    }
    return page(
        request, f"{PIECES}/intake_form.html", context, status=REFUSED if refusal else 200
    )


def _check(
    request: PersonRequest,
    asked: Request,
    outlook: Outlook,
    heir: Member | None,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        **_frame(request, f"{outlook.rule.title}申请表", inner=True),
        "reason": asked.reason,
        "member": member_in(request),
        "heir": heir,
        "outlook": outlook,
        "fen": asked.amount_fen or outlook.fen,
        "told": told_in_words(outlook.rule, asked.told),
        "papers": [
            one
            for paper in papers_of(request, outlook.rule)
            for one, chosen in paper["materials"]
            if chosen
        ],
        "pay_to": pay_to(heir or member_in(request)),
        "form_number": form_number(asked),
        "hidden": _hidden(request, outlook.rule),
        "intent": answer(request, "intent") or uuid4().hex,
        "clerk": request.staff,
        "refusal": refusal,
    }
    return page(
        request, f"{PIECES}/intake_check.html", context, status=REFUSED if refusal else 200
    )


def _done(request: PersonRequest, made: Withdrawal) -> HttpResponse:
    if made.case is None:
        raise BadForm("这笔申请没有进入审核，请在“提取受理”里查看。")
    context = {**_frame(request, "已受理", inner=True), "made": made, "clerk": request.staff}
    return page(request, f"{PIECES}/intake_done.html", context)


def _hidden(request: PersonRequest, rule: ReasonRule) -> list[tuple[str, str]]:
    """What was filled in, carried along to the last step; it is judged anew there."""
    names = ["account", "amount", *(ask.name for ask in rule.asks)]
    kept = [(name, answer(request, name)) for name in names]
    return [*kept, *(("material", one) for one in request.POST.getlist("material"))]


def _frame(request: PersonRequest, title: str, *, inner: bool = False) -> dict[str, Any]:
    ways = [("查个人", FILE), *([("提取受理", "counter:intake")] if inner else [])]
    return {
        "title": title,
        "crumbs": crumbs(*ways),
        "back_url": reverse("counter:intake" if inner else FILE),
        "person": banner(request.person),
        "wide": True,
    }
