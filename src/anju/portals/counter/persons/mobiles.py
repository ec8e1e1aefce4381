"""手机变更复核: what clerks have asked for, decided by another person."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity, mask_mobile, mask_name
from anju.identity.counter.new_mobile import decide_new_mobile
from anju.people.models import MobileRequest
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.shared.contact_pages import pages_of
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer


@staff_only
@require_safe
def mobiles(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    return _list(request)


@staff_only
@fresh
@require_POST
def mobile_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回."""
    asked = get_object_or_404(MobileRequest, number=answer(request, "number"))
    approve = answer(request, "step") == "approve"
    try:
        decide_new_mobile(
            request=asked,
            approve=approve,
            opinion=answer(request, "opinion"),
            by=request.staff,
            pages=pages_of(request),
            now=timezone.now(),
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    word = "已同意，新号码即时生效，新旧号码都会收到短信" if approve else "已退回，号码没有改变"
    return _list(request, said=f"{asked.number} {word}。")


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="手机变更复核",
        lede="柜员核对身份证并验证新手机后提出，另一人复核后生效",
        empty="没有等待复核的手机变更。",
        listed="mobiles",
        decided="mobile_decision",
        found=MobileRequest.objects.filter(state="waiting")
        .select_related("member", "asked_by")
        .order_by("id"),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: MobileRequest, request: StaffRequest) -> dict[str, object]:
    member = one.member
    return {
        "number": one.number,
        "title": f"{mask_name(member.name)} · {mask_identity(member.identity_number)}",
        "facts": [
            ("现登记手机", mask_mobile(member.mobile) if member.mobile else "未登记"),
            ("新手机", mask_mobile(one.mobile)),
            ("原因", one.reason),
            ("提出", f"{one.asked_by.branch} {one.asked_by.name}"),
        ],
        "own": one.asked_by_id == request.staff.pk,
    }
