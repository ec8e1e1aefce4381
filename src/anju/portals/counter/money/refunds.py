"""退缴复核: refunds and corrections beyond an employer's limit, decided by a second person."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.models import Refund
from anju.contributions.refunds.decide_refund import decide_refund
from anju.contributions.refunds.lists import waiting_refunds
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.shared.fields import answer


@staff_only
@require_safe
def refunds(request: StaffRequest) -> HttpResponse:
    """What waits, the oldest first."""
    return _list(request)


@staff_only
@require_POST
def refund_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回, with what was checked."""
    accept = answer(request, "step") == "approve"
    try:
        found = decide_refund(
            number=answer(request, "number"),
            accept=accept,
            opinion=answer(request, "opinion"),
            today=request.today,
            by=actor_of(request.staff),
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    word = "已入账，单位和职工可以看到" if accept else "已退回，没有动账"
    return _list(request, said=f"{found.number} {word}。")


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="退缴复核",
        lede="超过单位自办限额或期限的退缴与错缴更正；核对材料后决定，意见写明核对了什么",
        empty="没有等待复核的退缴或更正。",
        listed="refunds",
        decided="refund_decision",
        found=waiting_refunds(),
        card=_card,
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: Refund) -> dict[str, object]:
    return {
        "number": one.number,
        "title": f"{one.employer.name} · {one.get_kind_display()}",
        "facts": [
            ("原业务流水号", one.deed.number),
            ("金额", f"{format_yuan(one.total_fen)} 元，{one.heads:,} 人次"),
            ("原因", one.reason),
            ("为什么要复核", one.waits_because),
            ("退款去向", "原付款账户" if one.to_bank else "预缴户"),
            ("经办", f"{one.submitted_by} {one.submitted_on}"),
        ],
        "own": False,
    }
