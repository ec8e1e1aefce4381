"""One withdrawal of one's own: what came of it, who acts now, and what one may still do."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.cases.actors import member_acts
from anju.cases.expected import outlook_of
from anju.cases.lists import last_step
from anju.contributions.collecting import collection_account
from anju.ground.errors import Refusal
from anju.policy.shapes import Channel
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.frame import PIECES, framed
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.claims.lists import claims_on
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.lists import withdrawal_by_number
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import give_back, pay_again
from anju.withdrawals.payout.receipts import receipt_of

State = Withdrawal.State
HEADS = {
    State.QUEUED: ("申请已收下", "outcome-wait", "clock"),
    State.REVIEWING: ("申请已提交", "", "circle-check"),
    State.PAYING: ("正在付款", "outcome-wait", "loader-2"),
    State.BOUNCED: ("银行没有付成", "outcome-no", "alert-circle"),
    State.PAID: ("提取成功", "", "circle-check"),
    State.REFUSED: ("不予办理", "outcome-no", "alert-circle"),
    State.WITHDRAWN: ("已撤回", "outcome-wait", "x"),
    State.GIVEN_BACK: ("已退回账户", "outcome-wait", "refresh"),
}


@members_only
@require_safe
def withdrawal(request: MemberRequest, number: str) -> HttpResponse:
    """The result page after 提交, and the same page ever after."""
    return _page(request, own_withdrawal(request, number))


@members_only
@require_POST
def withdrawal_cancellation(request: MemberRequest, number: str) -> HttpResponse:
    """撤回申请: what it held is free at once."""
    own = own_withdrawal(request, number)
    try:
        cancel(
            member=request.member,
            number=own.number,
            by=member_acts(request.member),
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _page(request, own_withdrawal(request, number), refusal=refusal)
    return _to(number)


@members_only
@fresh
@require_POST
def withdrawal_payment(request: MemberRequest, number: str) -> HttpResponse:
    """换卡重付: the bank is asked once more, for the card bound by now."""
    own = own_withdrawal(request, number)
    try:
        pay_again(number=own.number, today=request.today, now=timezone.now(), by=_name(request))
    except Refusal as refusal:
        return _page(request, own_withdrawal(request, number), refusal=refusal)
    return _to(number)


@members_only
@require_POST
def withdrawal_return(request: MemberRequest, number: str) -> HttpResponse:
    """退回账户: the money stands on the account again, no interest day is lost."""
    own = own_withdrawal(request, number)
    try:
        give_back(number=own.number, today=request.today, now=timezone.now(), by=_name(request))
    except Refusal as refusal:
        return _page(request, own_withdrawal(request, number), refusal=refusal)
    return _to(number)


def own_withdrawal(request: MemberRequest, number: str) -> Withdrawal:
    """The member's withdrawal of this number; anybody else's does not exist for him."""
    try:
        return withdrawal_by_number(member=request.member, number=number)
    except NotYours as nothing:
        raise Http404 from nothing


def _page(
    request: MemberRequest, own: Withdrawal, *, refusal: Refusal | None = None
) -> HttpResponse:
    head, tone, icon = HEADS[State(own.state)]
    context = framed(
        own.reason_title,
        withdrawal=own,
        head=head,
        tone=tone,
        icon=icon,
        channel=Channel(own.channel).chinese,
        case=own.case,
        outlook=outlook_of(case=own.case, today=request.today) if own.case else None,
        returned=own.case is not None and own.case.state == "returned",
        refused=last_step(own.case) if own.case and own.state == State.REFUSED else None,
        receipt=receipt_of(own) if own.state == State.PAID else None,
        claims=claims_on(withdrawal=own),
        ours=collection_account(request.today),
        may_cancel=own.state in (State.QUEUED, State.REVIEWING),
        refresh_seconds=3 if own.state == State.PAYING else 0,
        refusal=refusal,
        error_title="没有办成",
        **_back(),
    )
    return page(
        request, f"{PIECES}/one.html", context, status=REFUSED if refusal is not None else 200
    )


def _back() -> dict[str, Any]:
    return {"history_url": reverse("member:withdrawal_history")}


def _to(number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("member:withdrawal", args=[number]))


def _name(request: MemberRequest) -> str:
    return f"member/{request.member.pk}"
