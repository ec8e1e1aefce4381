"""预留手机号变更, 职工信息修改: an agent proposes, the employee decides (C-56, X-29)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.ground.masks import mask_account, mask_identity
from anju.identity.employers.propose_correction import (
    Correction,
    propose_correction,
    send_propose_code,
)
from anju.identity.employers.rights import Deed
from anju.people.corrections.propose_change import masked, value_of
from anju.people.lists import staff_of
from anju.people.models import FundAccount, Proposal
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, may
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.ways import crumbs
from anju.portals.shared.contact_pages import pages_of
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.visitors import session_of
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.steps import seconds_until

PIECE = "pieces/employer/propose.html"
FOUND_MOST = 8
WORDS_MOST = 40
AGAIN_AT = "propose_code_again_at"
FIELDS = {
    Proposal.Field.MOBILE: ("手机号码", "本人现在使用的手机号码", "tel", "numeric"),
    Proposal.Field.NAME: ("姓名", "与身份证上的姓名一致", "text", ""),
    Proposal.Field.IDENTITY: ("证件号码", "与身份证上的号码一致", "text", ""),
}


@dataclass(frozen=True)
class Asked:
    """Whose data, and which of them, the form is about."""

    account: FundAccount | None
    field: Proposal.Field


@may(Deed.PROPOSE)
@searchable
@require_http_methods(["GET", "HEAD", "POST"])
def mobile_change(request: AgentRequest) -> HttpResponse:
    """Find the employee, type what is right, 获取验证码, 提交; nothing changes by that."""
    asked = _asked(request)
    refusal: Refusal | None = None
    if request.method == "POST" and asked.account is not None:
        try:
            if "ask_code" in request.POST:
                _send(request, asked.account, asked.field)
            else:
                return _propose(request, asked.account, asked.field)
        except Refusal as refused:
            refusal = refused
    context = _frame(request, asked, refusal)
    return page(request, PIECE, context, status=REFUSED if refusal else 200)


def _send(request: AgentRequest, account: FundAccount, field: Proposal.Field) -> None:
    again_at = send_propose_code(
        correction=_correction(request, account, field),
        session=session_of(request),
        address=address_of(request),
        now=timezone.now(),
    )
    request.session[AGAIN_AT] = again_at.isoformat()


def _propose(
    request: AgentRequest, account: FundAccount, field: Proposal.Field
) -> HttpResponse:
    made = propose_correction(
        correction=_correction(request, account, field),
        session=session_of(request),
        typed=answer(request, "code")[:12],
        pages=pages_of(request),
        today=request.today,
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("employer:proposal", args=[made.number]))


def _correction(
    request: AgentRequest, account: FundAccount, field: Proposal.Field
) -> Correction:
    return Correction(
        member=account.member,
        field=field,
        value=answer(request, "value")[:WORDS_MOST],
        appointment=request.appointment,
    )


def _asked(request: AgentRequest) -> Asked:
    asked = request.POST if request.method == "POST" else request.GET
    key, field = asked.get("account", ""), asked.get("field", "")
    own = request.employer.accounts.select_related("member")
    found = own.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    known = field in Proposal.Field.values
    return Asked(found, Proposal.Field(field) if known else Proposal.Field.MOBILE)


def _frame(request: AgentRequest, asked: Asked, refusal: Refusal | None) -> dict[str, Any]:
    words = words_of(request)
    found: list[FundAccount] = []
    if asked.account is None and words:
        found = list(staff_of(employer=request.employer, words=words)[:FOUND_MOST])
    return {
        "title": _title(request, asked.field),
        "crumbs": crumbs("employer:home", "employer:proposals"),
        "words": words,
        "found": found,
        "chosen": asked.account,
        "field_name": asked.field.value,
        "facts": _facts(asked),
        "fields": [_field(request, asked.field)],
        "code": _code(request),
        "refusal": refusal,
    }


def _title(request: AgentRequest, field: Proposal.Field) -> str:
    """For a mobile the words of the city's own menu, or those of the list of proposals."""
    own = title_in_menu("employer:mobile_change", today=request.today)
    return own if own and field == Proposal.Field.MOBILE else f"{field.label}更正"


def _facts(asked: Asked) -> list[tuple[str, str]]:
    if asked.account is None:
        return []
    member = asked.account.member
    now_on_file = masked(asked.field, value_of(member, asked.field))
    return [
        ("姓名", member.name),
        ("个人账号", mask_account(asked.account.number)),
        ("证件号码", mask_identity(member.identity_number)),
        (f"现登记的{asked.field.label}", now_on_file),
    ]


def _field(request: AgentRequest, field: Proposal.Field) -> Field:
    label, hint, kind, keys = FIELDS[field]
    typed = answer(request, "value")[:WORDS_MOST]
    return Field(
        "value", label, value=typed, hint=hint, type=kind, inputmode=keys, autocomplete="off"
    )


def _code(request: AgentRequest) -> dict[str, Any] | None:
    """The code to the agent's own phone, where the center asks for one."""
    if not value("identity.employer_proposal_code", on=request.today):
        return None
    return {
        "hint": "发到您本人（办事人员）的手机，证明这项申请由您提出",
        "mobile": request.agent.mobile,
        "sent": "ask_code" in request.POST,
        "seconds": seconds_until(request.session.get(AGAIN_AT), now=timezone.now()),
    }
