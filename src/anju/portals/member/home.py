"""The member's first page: greeting, the accounts one has, the last lines of the one shown."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.contributions.account_card import AccountCard, cards_of, lines_of
from anju.contributions.transfers.lists import asked_about
from anju.identity.enrolment.phrase import phrase_of
from anju.identity.models import Holder
from anju.notices.inbox import notices_of
from anju.people.corrections.proposals import waiting_for_member
from anju.people.restraints.holds import open_holds
from anju.portals.member.choice import chosen_card
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.todo import open_cases, tasks_of
from anju.portals.shared.shell.page import page

LAST = 5
YEARS_BACK = 30


@members_only
@require_safe
def home(request: MemberRequest) -> HttpResponse:
    """我的公积金: account cards, closed ones too, with 账户流水 and 查询更多 (Z-10)."""
    cards = cards_of(member=request.member)
    card = chosen_card(request, cards)
    context: dict[str, Any] = {
        "title": "个人首页",
        "hero": True,
        "member": request.member,
        "hello": _hello(),
        "cards": cards,
        "card": card,
        "recent": _recent(request, card) if card else [],
        "ledger_url": reverse("member:ledger"),
        "todo": len(tasks_of(request)),
        "open_cases": open_cases(request),
        **_watch(request),
    }
    return page(request, "pieces/member/home.html", context)


def _watch(request: MemberRequest) -> dict[str, Any]:
    """What a member should see at once: held payouts, unread messages, waiting corrections."""
    now = timezone.now()
    return {
        "phrase": phrase_of(holder=Holder.MEMBER, holder_id=request.member.pk),
        "holds": open_holds(request.member, now),
        "unread": notices_of(recipient=request.member.pk, show="unread").count(),
        "waiting": waiting_for_member(member=request.member, now=now).count(),
        "transfers": asked_about(member=request.member, now=now).count(),
    }


def _recent(request: MemberRequest, card: AccountCard) -> list[Any]:
    since = request.today - timedelta(days=365 * YEARS_BACK)
    found = lines_of(
        card=card, since=since, until=request.today, kinds=[], limit=LAST, offset=0
    )
    return found.lines


def _hello() -> str:
    hour = timezone.localtime().hour
    if hour < 6:
        return "夜深了"
    if hour < 12:
        return "上午好"
    return "下午好" if hour < 18 else "晚上好"
