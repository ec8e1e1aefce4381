"""绑定银行卡: the card to which withdrawals are paid; asked of the bank, proven by a code."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.card_codes import send_card_code, take_card_code
from anju.payments.cards.bind_card import (
    CardLooksWrong,
    TypedCard,
    bind_card,
    read_card,
    wait_hours,
)
from anju.payments.cards.lists import card_banks, cards_of, live_card
from anju.payments.gateway import bank
from anju.policy.shapes import Channel
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.way_back import way_back_of
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

FORM, DONE = "pieces/member/cards.html", "pieces/member/card_bound.html"
TITLE, ROUTE = "绑定银行卡", "member:cards"


# The bank is asked while the page waits, so nothing here may stand in one long transaction.
@transaction.non_atomic_requests
@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: MemberRequest) -> HttpResponse:
    """选择绑定的卡行, 卡号, 获取验证码, 验证码, 提交 (C-12; X-56 for the first card)."""
    code = CodeField("发到您登记的手机", request.member.mobile)
    if request.method != "POST":
        return _form(request, code)
    typed = TypedCard(answer(request, "bank"), answer(request, "number"), _is_sure(request))
    try:
        if asks(request):
            return _form(request, _ask(request, code, read_card(typed)))
        _bind(request, typed)
    except Refusal as refusal:
        return _form(request, code, refusal=refusal)
    return HttpResponseRedirect(reverse("member:card_bound"))


@members_only
@require_safe
def card_bound(request: MemberRequest) -> HttpResponse:
    """绑定成功: which card, and from when money can be paid to it."""
    card = live_card(request.member)
    if card is None:
        return HttpResponseRedirect(reverse(ROUTE))
    back = way_back_of(request)
    context = _framed(request, card=card, waits=card.usable_from > timezone.now(), back=back)
    return page(request, DONE, context)


def _ask(request: MemberRequest, code: CodeField, card: str) -> CodeField:
    now = timezone.now()
    return asked(
        code,
        lambda: send_card_code(
            member=request.member, card=card, place=place_of(request), now=now
        ),
        now=now,
    )


def _bind(request: MemberRequest, typed: TypedCard) -> None:
    now, member = timezone.now(), request.member
    take_card_code(
        member=member,
        card=read_card(typed),
        place=place_of(request),
        typed=answer(request, "code"),
        now=now,
    )
    bind_card(
        member=member,
        typed=typed,
        channel=Channel.HALL,
        bank=bank(),
        now=now,
        by=f"member/{member.pk}",
    )


def _is_sure(request: MemberRequest) -> bool:
    return bool(answer(request, "sure"))


def _form(
    request: MemberRequest, code: CodeField, *, refusal: Refusal | None = None
) -> HttpResponse:
    now = timezone.now()
    banks = [(one.code, one.name) for one in card_banks(on=request.today)]
    context = _framed(
        request,
        fields=[
            Field(
                "bank",
                "选择绑定的卡行",
                value=answer(request, "bank"),
                choices=(("", "请选择"), *banks),
            ),
            Field(
                "number",
                "卡号",
                value=answer(request, "number"),
                inputmode="numeric",
                autocomplete="off",
                hint="您本人名下的借记卡，16 至 19 位数字",
            ),
        ],
        # An older card may lack the check place; only its holder can say so.
        unsure=isinstance(refusal, CardLooksWrong) or _is_sure(request),
        sure=_is_sure(request),
        code=code,
        hours=wait_hours(Channel.HALL, now),
        card=live_card(request.member),
        earlier=cards_of(request.member).exclude(ended_at=None)[:5],
        now=now,
        refusal=refusal,
        error_title="银行卡没有绑定",
    )
    refused = refusal is not None or bool(code.error)
    return page(request, FORM, context, status=REFUSED if refused else 200)


def _framed(request: MemberRequest, **more: Any) -> dict[str, Any]:
    home = reverse("member:home")
    return {
        "title": TITLE,
        "crumbs": [{"label": "首页", "url": home}],
        "back_url": home,
        "member": request.member,
    } | more
