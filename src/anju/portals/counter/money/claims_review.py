"""追偿复核: what was asked about payments made twice, decided by another officer."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.money.claims import lines_of
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.counter.withdrawals.frame import same_person, whose
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.withdrawals.claims.decide_claim import decide_claim
from anju.withdrawals.claims.lists import claim_deeds_waiting
from anju.withdrawals.claims.paid_twice import NotPaidTwice, paid_twice
from anju.withdrawals.models import ClaimDeed
from anju.withdrawals.payout.pay import paid_by


@staff_only
@require_safe
def claim_review(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    return _list(request)


@staff_only
@fresh
@require_POST
def claim_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回."""
    try:
        done = decide_claim(
            number=answer(request, "number"),
            approve=answer(request, "step") == "approve",
            opinion=answer(request, "opinion"),
            by=request.staff,
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    return _list(
        request, said=f"{done.number} {done.get_kind_display()}{done.get_state_display()}。"
    )


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="追偿复核",
        lede="认定重复付款、来款抵追偿、从账户抵追偿，由另一人复核后记账",
        empty="没有等待复核的追偿。",
        listed="claim_review",
        decided="claim_decision",
        found=claim_deeds_waiting(),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: ClaimDeed, request: StaffRequest) -> dict[str, object]:
    withdrawal = paid_by(order=one.order)
    return {
        "number": one.number,
        "title": f"{one.get_kind_display()} · {format_yuan(one.amount_fen)} 元",
        "facts": [
            *([("领款人", whose(withdrawal.receiver))] if withdrawal else []),
            *(
                [("提取", f"{withdrawal.number} {withdrawal.reason_title}")]
                if withdrawal
                else []
            ),
            *_about(one),
            ("说明", one.reason),
            ("提出", f"{one.asked_on} {one.asked_by.name}"),
        ],
        "own": same_person(one.asked_by, request.staff),
    }


def _about(one: ClaimDeed) -> list[tuple[str, str]]:
    """What the decision rests on: the statement's lines, or the money that came."""
    if one.claim is None:
        try:
            found = paid_twice(order=one.order)
        except NotPaidTwice as why:
            return [("证据", str(why))]
        return lines_of(found.line, found.other)
    owed = [("追偿", f"{one.claim.number}，未追回 {format_yuan(one.claim.open_fen)} 元")]
    if one.suspense is None:
        return [*owed, ("来源", "已退回的公积金账户再次出账，提取记为已到账")]
    came = one.suspense.arrival
    return [
        *owed,
        ("来款", f"{one.suspense.number} {came.day} {came.payer_name} {came.remark}"),
    ]
