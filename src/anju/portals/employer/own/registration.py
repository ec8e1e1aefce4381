"""单位缴存登记信息变更 (C-43): at the left what stands, at the right what it shall be."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.contributions.review.own_kinds import REGISTRATION
from anju.contributions.review.submit_deed import Deed
from anju.contributions.unit.kinds import Kind
from anju.ground.errors import Refusal
from anju.people.employers.change_employer import FieldsWrong, last_change
from anju.people.employers.registration_fields import AT_ONCE, CHOICES, WITH_PROOF, kept, shown
from anju.people.employers.registration_fields import Field as Kept
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.own.done import done_url
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import BadForm, Field, FormError, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/own_registration.html"
HINTS = {
    Kept.PAYDAY: "每月几日发工资，汇缴须在发薪日后 5 日内完成",
    Kept.PHONE: "座机或手机，例如 0376-6360123",
    Kept.INDUSTRY: "国民经济行业分类（GB/T 4754）",
}
KEYS = {Kept.POSTCODE: "numeric", Kept.PAYDAY: "numeric", Kept.EMAIL: "email"}
SERIAL_MOST = 18


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: AgentRequest) -> HttpResponse:
    """修改项; a POST changes what differs and leads on to the receipt."""
    if request.method != "POST":
        return page(request, PIECE, _context(request, {}))
    asked = {field: answer(request, field.value) for field in AT_ONCE}
    # What is left empty and was empty before is no answer.
    given = {f.value: text for f, text in asked.items() if text or kept(request.employer, f)}
    try:
        payload = {"asked": given, "seen": _seen(request)}
        outcome = hand_in(request, Deed(REGISTRATION, "registration", payload))
    except Refusal as refusal:
        faults = refusal.faults if isinstance(refusal, FieldsWrong) else {}
        context = {**_context(request, asked, faults), "refusal": refusal}
        context["errors"] = [FormError(field, words) for field, words in faults.items()]
        return page(request, PIECE, context, status=REFUSED)
    return go_on(outcome, done_url(f"registration/{outcome.result}"))


def _seen(request: AgentRequest) -> int:
    text = answer(request, "seen")
    if not (text.isascii() and text.isdecimal() and len(text) < SERIAL_MOST):
        raise BadForm("这张表单不完整，没有提交。请重新打开页面后再填写。")
    return int(text)


def _context(
    request: AgentRequest, asked: dict[Kept, str], faults: dict[str, str] | None = None
) -> dict[str, Any]:
    request.employer.refresh_from_db()
    return {
        "title": title_in_menu("employer:own_registration", today=request.today)
        or "单位缴存登记信息变更",
        "crumbs": crumbs("employer:home"),
        "employer": request.employer,
        "now": [(f.label, shown(f, kept(request.employer, f))) for f in AT_ONCE],
        "proof": [(f.label, shown(f, kept(request.employer, f))) for f in WITH_PROOF],
        "fields": [_field(request, field, asked, faults or {}) for field in AT_ONCE],
        "seen": last_change(request.employer),
        "changes_url": reverse("employer:own_changes"),
        "apply_url": reverse("employer:own_apply", args=[Kind.REGISTRATION]),
    }


def _field(
    request: AgentRequest, field: Kept, asked: dict[Kept, str], faults: dict[str, str]
) -> Field:
    listed = CHOICES.get(field)
    value = asked.get(field, kept(request.employer, field))
    return Field(
        field.value,
        field.label,
        value=value,
        hint=HINTS.get(field, ""),
        error=faults.get(field.value, ""),
        inputmode=KEYS.get(field, ""),
        autocomplete="off",
        required=bool(kept(request.employer, field)),
        choices=(("", "请选择"), *listed.items()) if listed else (),
    )
