"""来款复核: what was asked about money in 暂收, decided by another person (four eyes)."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.models import SuspenseDeed
from anju.contributions.suspense.decide import decide_deed
from anju.ground.errors import Refusal
from anju.ground.masks import mask_card
from anju.ground.money import format_yuan
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer


@staff_only
@require_safe
def suspense_review(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    return _list(request)


@staff_only
@fresh
@require_POST
def suspense_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回."""
    asked = get_object_or_404(SuspenseDeed, number=answer(request, "number"))
    approve = answer(request, "step") == "approve"
    try:
        done = decide_deed(
            number=asked.number,
            approve=approve,
            opinion=answer(request, "opinion"),
            by=request.staff,
            today=request.today,
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    words = f"{done.get_kind_display()}{done.get_state_display()}" if approve else "已退回"
    return _list(request, said=f"{done.number} {words}。")


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="来款复核",
        lede="认领到单位、原路退回，由另一人复核后生效",
        empty="没有等待复核的认领和退回。",
        listed="suspense_review",
        decided="suspense_decision",
        found=SuspenseDeed.objects.filter(state="asked")
        .select_related("suspense__arrival", "employer")
        .order_by("id"),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: SuspenseDeed, request: StaffRequest) -> dict[str, object]:
    arrival = one.suspense.arrival
    to = (
        f"{arrival.payer_name} {mask_card(arrival.payer_account)}"
        if one.kind == SuspenseDeed.Kind.RETURN
        else f"{one.employer.name} {one.employer.number}"
        if one.employer
        else "—"
    )
    return {
        "number": one.number,
        "title": f"{one.get_kind_display()} · {format_yuan(arrival.amount_fen)} 元",
        "facts": [
            ("付款户名", arrival.payer_name or "—"),
            ("备注", arrival.remark or "—"),
            ("到账日", arrival.day.isoformat()),
            ("去向", to),
            ("原因", one.reason),
            ("提出", f"{one.asked_on} {one.asked_for}"),
        ],
        "own": one.asked_by_id == request.staff.pk,
    }
