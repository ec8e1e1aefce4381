"""填写申请: the questions, the account, the papers; 计算, 保存, 下一步 (X-10, X-11)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.policy.reasons import ReasonRule
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.way_back import arrived_back
from anju.portals.member.withdrawals.asked import fields_of, kept_of, papers_of
from anju.portals.member.withdrawals.frame import (
    ONE_PAGE,
    PIECES,
    faults_of,
    framed,
    look,
    rule_or_404,
    steps,
)
from anju.portals.member.withdrawals.leave import leaving
from anju.portals.member.withdrawals.one_page import one_page
from anju.portals.member.withdrawals.proof import pay_to
from anju.portals.shared.fields import FormError, answer
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.applying.apply import NotYet
from anju.withdrawals.applying.draft import Kept, draft_of, keep_draft
from anju.withdrawals.applying.look_at_form import FormLook
from anju.withdrawals.judging.survey import why_not


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_form(request: MemberRequest, reason: str) -> HttpResponseBase:
    """One page or a step of several, as the rule's path says; what is typed is kept."""
    rule = rule_or_404(request, reason)
    if not rule.offered or not rule.online:
        return HttpResponseRedirect(reverse("member:withdrawal_apply", args=[reason]))
    if rule.path in ONE_PAGE:
        return one_page(request, reason)
    if request.method == "POST":
        return _pressed(request, reason, rule)
    arrived_back(request)
    kept = draft_of(member=request.member, reason=reason, now=timezone.now())
    return _form(request, look(request, reason, kept), kept)


def _pressed(request: MemberRequest, reason: str, rule: ReasonRule) -> HttpResponse:
    kept = kept_of(request, rule)
    keep_draft(member=request.member, reason=reason, kept=kept, now=timezone.now())
    press = answer(request, "press")
    if press == "save":
        return HttpResponseRedirect(f"{reverse('member:withdrawals')}?saved=1")
    away = leaving(request, rule.title)
    if away is not None:
        return away
    found = look(request, reason, kept)
    try:
        found.check()
        if found.outlook.status == "not_yet":
            raise NotYet(why_not(found.outlook))
    except Refusal as refusal:
        return _form(request, found, kept, refusal=refusal)
    if press == "calculate":
        return _form(request, found, kept, calculated=True)
    return HttpResponseRedirect(reverse("member:withdrawal_check", args=[reason]))


def _form(
    request: MemberRequest,
    found: FormLook,
    kept: Kept,
    *,
    refusal: Refusal | None = None,
    calculated: bool = False,
) -> HttpResponse:
    faults = faults_of(refusal)
    context = framed(
        found.rule.title,
        steps=steps(found.rule, 2),
        look=found,
        outlook=found.outlook,
        fields=fields_of(found, kept, faults),
        papers=papers_of(found, kept, begun=kept.told is not None),
        pay_to=pay_to(request),
        kept=kept,
        calculated=calculated,
        refusal=None if faults else refusal,
        errors=[FormError(name, words) for name, words in faults.items()],
    )
    return page(
        request, f"{PIECES}/form.html", context, status=REFUSED if refusal is not None else 200
    )
