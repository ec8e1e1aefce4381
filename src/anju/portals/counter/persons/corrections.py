"""更正申请: what employers' agents have proposed, confirmed at the counter with the card."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity, mask_name
from anju.identity.contacts.answer_correction import answer_correction
from anju.identity.counter.open_person import OwnFile, is_self
from anju.people.corrections.proposals import proposal_numbered, waiting_for_counter
from anju.people.corrections.propose_change import masked, value_of
from anju.people.models import Proposal
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.shared.contact_pages import pages_of
from anju.portals.shared.fields import answer


@staff_only
@require_safe
def corrections(request: StaffRequest) -> HttpResponse:
    """What waits, the oldest first."""
    return _list(request)


@staff_only
@require_POST
def correction(request: StaffRequest) -> HttpResponse:
    """同意 or 退回, with what was checked."""
    now = timezone.now()
    found = proposal_numbered(number=answer(request, "number"), now=now)
    if found is None:
        raise Http404
    accept = answer(request, "step") == "approve"
    try:
        if is_self(request.staff, found.member):
            raise OwnFile("不能处理本人的更正，请由其他柜员办理。")
        with transaction.atomic():
            answer_correction(
                proposal=found,
                accept=accept,
                how=Proposal.How.COUNTER,
                by=actor_of(request.staff),
                reason=answer(request, "opinion"),
                pages=pages_of(request),
                now=now,
            )
    except Refusal as refused:
        return _list(request, refusal=refused)
    word = "已更正，本人会收到短信，72 小时内暂停支付" if accept else "已退回，资料没有改变"
    return _list(request, said=f"{found.number} {word}。")


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="更正申请",
        lede="单位经办人提出的更正；请本人到场核对身份证后再同意，意见写明核对了什么",
        empty="没有等待确认的更正申请。",
        listed="corrections",
        decided="correction",
        found=waiting_for_counter(now=timezone.now()).select_related("member"),
        card=_card,
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: Proposal) -> dict[str, object]:
    field, member = Proposal.Field(one.field), one.member
    return {
        "number": one.number,
        "title": f"{mask_name(member.name)} · {mask_identity(member.identity_number)}",
        "facts": [
            ("更正项目", field.label),
            ("提出单位", one.employer.name),
            ("现登记", masked(field, value_of(member, field))),
            ("更正为", masked(field, one.value)),
        ],
        "own": False,
    }
