"""可提全景: every reason, what it gives today, and why not the rest (C1.1, C1.2)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.ground.errors import Refusal
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.frame import PIECES, TITLE, framed
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.applying.draft import drafts_of
from anju.withdrawals.judging.survey import SUPPOSITIONS, Outlook
from anju.withdrawals.judging.survey_member import survey_member
from anju.withdrawals.reminders.ask_reminder import reminders_of

GROUPS = (
    ("ready", "现在可以提", "check"),
    ("papers", "填写或备齐材料后可以提", "file-text"),
    ("open", "由中心核对后可以提", "eye"),
    ("not_yet", "目前还不能提", "clock"),
)


@members_only
@require_safe
def withdrawals(request: MemberRequest) -> HttpResponse:
    """我要提取: reasons by what they come to; `if` supposes, `open` unfolds for printing."""
    return panorama(request)


def panorama(request: MemberRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page, and the same page with what was refused on it."""
    now = timezone.now()
    asked = request.GET.getlist("if")
    found = survey_member(member=request.member, supposed=asked, today=request.today, now=now)
    offered = [one for one in found.outlooks if _by_himself(one)]
    context = framed(
        TITLE,
        types=_types(request, offered),
        groups=_groups(offered),
        elsewhere=[one.rule for one in found.outlooks if not _by_himself(one)],
        ready=sum(1 for one in offered if one.status != "not_yet"),
        account=found.facts.main,
        open_number=found.facts.open_number,
        suppositions=[(key, words, key in found.supposed) for key, words in _words()],
        supposed=[SUPPOSITIONS[key] for key in found.supposed],
        drafts=_drafts(request, found.outlooks) if not found.supposed else [],
        reminders=reminders_of(member=request.member),
        unfolded="open" in request.GET,
        printed_at=now,
        refusal=refusal,
        error_title="没有办成",
    )
    status = REFUSED if refusal is not None else 200
    return page(request, f"{PIECES}/panorama.html", context, status=status)


def _by_himself(outlook: Outlook) -> bool:
    """Whether a member takes it out himself; his heirs come to the counter."""
    return outlook.rule.offered and outlook.rule.online


def _words() -> list[tuple[str, str]]:
    return list(SUPPOSITIONS.items())


def _types(request: MemberRequest, offered: Sequence[Outlook]) -> list[Outlook]:
    """The types that the city's manual names, in its order (X-08, Z-10)."""
    known = {one.reason: one for one in offered}
    named = value("withdrawal.types_first", on=request.today)
    return [known[reason] for reason in named if reason in known]


def _groups(outlooks: Sequence[Outlook]) -> list[dict[str, Any]]:
    return [
        {"key": key, "title": title, "icon": icon, "outlooks": found}
        for key, title, icon in GROUPS
        if (found := [one for one in outlooks if one.status == key])
    ]


def _drafts(request: MemberRequest, outlooks: Sequence[Outlook]) -> list[dict[str, Any]]:
    """Forms that were begun and can be gone on with."""
    titles = {one.reason: one.rule.title for one in outlooks if one.rule.offered}
    found = drafts_of(member=request.member, now=timezone.now())
    return [
        {"reason": reason, "title": titles[reason], "saved_at": at}
        for reason, at in found.items()
        if reason in titles
    ]
