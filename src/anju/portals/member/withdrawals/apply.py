"""我要提取 › 一种提取: conditions and papers are told before the first field (X-09)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.frame import (
    ONE_PAGE,
    PIECES,
    framed,
    hours_note,
    look,
    rule_or_404,
    steps,
)
from anju.portals.shared.shell.page import page
from anju.withdrawals.applying.draft import draft_of, drop_draft
from anju.withdrawals.reminders.ask_reminder import reminders_of


@members_only
@require_safe
def withdrawal_apply(request: MemberRequest, reason: str) -> HttpResponse:
    """条件与要件, to be confirmed before 下一步; some cities go to their one page at once."""
    rule = rule_or_404(request, reason)
    if rule.offered and rule.path in ONE_PAGE:
        return HttpResponseRedirect(reverse("member:withdrawal_form", args=[reason]))
    kept = draft_of(member=request.member, reason=reason, now=timezone.now())
    found = look(request, reason, kept)
    context = framed(
        rule.title,
        steps=steps(rule, 1),
        look=found,
        outlook=found.outlook,
        hours_note=hours_note(request),
        kept=kept,
        reminders=reminders_of(member=request.member),
    )
    return page(request, f"{PIECES}/conditions.html", context)


@members_only
@require_POST
def withdrawal_draft_removal(request: MemberRequest, reason: str) -> HttpResponse:
    """不要草稿了."""
    rule_or_404(request, reason)
    drop_draft(member=request.member, reason=reason)
    return HttpResponseRedirect(reverse("member:withdrawals"))
