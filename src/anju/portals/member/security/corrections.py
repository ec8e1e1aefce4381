"""更正确认: what an employer wants corrected waits here for the member's own word."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.answer_correction import answer_correction
from anju.people.corrections.proposals import waiting_for_member
from anju.people.corrections.propose_change import masked, value_of
from anju.people.models import Proposal
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import Form, done_page, form_page, framed, hours
from anju.portals.shared.contact_pages import pages_of
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/member/security/corrections.html"
HOW = Proposal.How.MEMBER


@members_only
@require_safe
def corrections(request: MemberRequest) -> HttpResponse:
    """Proposals that wait: old and new behind masks, who asks, until when."""
    return _show(request)


@members_only
@require_POST
def refuse_correction(request: MemberRequest, number: str) -> HttpResponse:
    """拒绝: at once; nothing changes."""
    try:
        _answer(request, _own(request, number), accept=False)
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("member:security_corrections"))


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def accept_correction(request: MemberRequest, number: str) -> HttpResponse:
    """同意: after a fresh proof; payouts wait, and an old mobile is told."""
    proposal = _own(request, number)
    form = Form(
        title="同意更正",
        submit="同意更正",
        facts=_facts(request, proposal),
        notes=[f"同意后 {hours(request, 'data_changed')} 小时内暂停支付，并发短信告知您。"],
        error_title="没有更正",
    )
    if request.method != "POST":
        return form_page(request, form)
    try:
        _answer(request, proposal, accept=True)
    except Refusal as refusal:
        return form_page(request, form, refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_correction_done"))


@members_only
@require_safe
def corrected(request: MemberRequest) -> HttpResponse:
    """已更正."""
    return done_page(request, "已更正", "登记的资料已按您的确认更正。")


def _own(request: MemberRequest, number: str) -> Proposal:
    now = timezone.now()
    found = waiting_for_member(member=request.member, now=now).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _answer(request: MemberRequest, proposal: Proposal, *, accept: bool) -> None:
    answer_correction(
        proposal=proposal,
        accept=accept,
        how=HOW,
        by=f"member/{request.member.pk}",
        pages=pages_of(request),
        now=timezone.now(),
    )


def _facts(request: MemberRequest, proposal: Proposal) -> list[tuple[str, str]]:
    field = Proposal.Field(proposal.field)
    return [
        ("提出单位", proposal.employer.name),
        ("更正项目", str(field.label)),
        ("现在登记", masked(field, value_of(request.member, field))),
        ("更正为", masked(field, proposal.value)),
        ("流水号", proposal.number),
    ]


def _show(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    waiting = waiting_for_member(member=request.member, now=timezone.now())
    proposals = [(one, dict(_facts(request, one))) for one in waiting]
    context = framed(request, "更正确认", proposals=proposals, refusal=refusal)
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
