"""What every page of withdrawals has in common: its place, who applies, by which channel."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from anju.cases.actors import member_acts
from anju.ground.errors import Refusal
from anju.policy.reasons import REASONS, ReasonRule
from anju.portals.member.channels import in_wechat
from anju.portals.member.door import MemberRequest
from anju.portals.shared.steps import steps_of
from anju.withdrawals.applying.apply import OutsideHours, opening_of
from anju.withdrawals.applying.draft import Kept
from anju.withdrawals.applying.look_at_form import FormLook, look_at_form
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.preview import rule_of

TITLE = "我要提取"
PIECES = "pieces/member/withdrawals"
STEPS = ("条件与要件", "填写申请", "核对提交", "中心审核")
MATERIAL_STEPS = ("条件与要件", "选择材料", "核对与上传", "中心审核")
# Paths that have everything on one page, as their manuals show them.
ONE_PAGE = frozenset({"calculate", "loan_lookup", "loan_number", "sms", "at_once"})


def framed(title: str, **more: Any) -> dict[str, Any]:
    """Title and the way back."""
    home, all_reasons = reverse("member:home"), reverse("member:withdrawals")
    crumbs = [{"label": "首页", "url": home}]
    if title != TITLE:
        crumbs.append({"label": TITLE, "url": all_reasons})
    return {
        "title": title,
        "crumbs": crumbs,
        "back_url": all_reasons if title != TITLE else home,
    } | more


def rule_or_404(request: MemberRequest, reason: str) -> ReasonRule:
    """The rule of a reason in the address; a word that is none is no page."""
    if reason not in REASONS:
        raise Http404
    return rule_of(reason=reason, today=request.today)


def steps(rule: ReasonRule, here: int) -> list[dict[str, Any]]:
    """Where one is among the steps of a path."""
    return steps_of(MATERIAL_STEPS if rule.path == "material" else STEPS, here=here)


def look(request: MemberRequest, reason: str, kept: Kept) -> FormLook:
    """The one call downstairs of every form."""
    return look_at_form(
        member=request.member,
        reason=reason,
        kept=kept,
        today=request.today,
        now=timezone.now(),
    )


def applicant_of(request: MemberRequest) -> Applicant:
    """The member himself, in the channel he came by."""
    return Applicant(request.member, member_acts(request.member), channel_of(request))


def channel_of(request: MemberRequest) -> str:
    """WeChat says its name; every other browser is the hall's."""
    return "wechat" if in_wechat(request) else "hall"


def hours_note(request: MemberRequest) -> str:
    """What is to be known about the hours now; nothing while they are open (N-07)."""
    try:
        starts_at = opening_of(applicant_of(request), timezone.now())
    except OutsideHours as refusal:
        return refusal.sentence
    if starts_at is None:
        return ""
    return (
        f"现在不在办理时间内。您可以提交，申请会先收下，{starts_at:%Y-%m-%d %H:%M} 自动受理，"
        "在此之前可以撤回。"
    )


def faults_of(refusal: Refusal | None) -> dict[str, str]:
    """What a refusal says about single fields."""
    found = refusal.detail.get("fields") if refusal is not None else None
    return dict(found) if isinstance(found, dict) else {}


def done(number: str) -> HttpResponse:
    """To the page of what was made."""
    return HttpResponseRedirect(f"{reverse('member:withdrawal', args=[number])}?done=1")
