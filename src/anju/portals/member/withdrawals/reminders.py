"""到期提醒我, and taking it back, for one reason of 可提全景 or of 可提日历 (C1.4)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from anju.ground.errors import Refusal
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.calendar import calendar_page
from anju.portals.member.withdrawals.frame import rule_or_404
from anju.portals.member.withdrawals.panorama import panorama
from anju.withdrawals.reminders.ask_reminder import ask_reminder, drop_reminder


@members_only
@require_POST
def withdrawal_reminder(request: MemberRequest, reason: str) -> HttpResponse:
    """到期提醒我: told in the inbox, and by text message where the center does so."""
    rule_or_404(request, reason)
    try:
        ask_reminder(
            member=request.member, reason=reason, today=request.today, now=timezone.now()
        )
    except Refusal as refusal:
        again = calendar_page if _from_calendar(request) else panorama
        return again(request, refusal=refusal)
    return _back(request, reason, "on")


@members_only
@require_POST
def withdrawal_reminder_removal(request: MemberRequest, reason: str) -> HttpResponse:
    """不用提醒了."""
    rule_or_404(request, reason)
    drop_reminder(member=request.member, reason=reason)
    return _back(request, reason, "off")


def _from_calendar(request: MemberRequest) -> bool:
    return request.POST.get("from") == "calendar"


def _back(request: MemberRequest, reason: str, done: str) -> HttpResponse:
    """To the page it was asked on."""
    if _from_calendar(request):
        url = reverse("member:withdrawal_calendar")
        return HttpResponseRedirect(f"{url}?reminder={done}#d-{reason}")
    url = reverse("member:withdrawals")
    return HttpResponseRedirect(f"{url}?reminder={done}&at={reason}#r-{reason}")
