"""退汇待处理: payments the bank sent back, settled for the member by two officers."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.cards.lists import live_card
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.counter.withdrawals.frame import PIECES, crumbs, same_person, whose
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.counter.ask_after_bounce import ask_after_bounce, decide_after_bounce
from anju.withdrawals.lists import bounce_deeds_waiting
from anju.withdrawals.lists import bounced as bounced_found
from anju.withdrawals.models import BounceDeed, Withdrawal

KINDS = (("", "请选择"), *BounceDeed.Kind.choices)
COLUMNS = (
    Column(
        "业务流水号",
        lambda row: row.number,
        18,
        lead=True,
        url=lambda row: reverse("counter:bounced_one", args=[row.number]),
    ),
    Column("职工", lambda row: whose(row.member), 30, wide=True),
    Column("领款人", lambda row: whose(row.payee) if row.payee else "本人", 30, wide=True),
    Column("提取原因", lambda row: row.reason_title, 18),
    Column("收款卡", lambda row: f"{row.card.bank} {row.card.masked}", 22),
    Amounts("退回金额（元）", of="total_fen"),
    Column("银行说明", lambda row: row.failure, 26),
    Column("申请日期", lambda row: f"{row.applied_on}", 12),
    Column("第几次付款", lambda row: f"第 {row.attempt} 次", 12),
)


@staff_only
@require_safe
def bounced(request: StaffRequest) -> HttpResponse:
    """What the bank could not pay and nobody has acted on, the oldest first."""
    found = bounced_found()
    query = Query(
        title="退汇待处理",
        lead="银行没有付到卡上的提取：领款人换绑银行卡后重付，或退回公积金账户，计息不中断",
        file="bounced",
        columns=COLUMNS,
        found=QueryListing(found),
        empty="没有等待处理的退汇。",
        hint="银行退回的提取会出现在这里，本人同时收到消息。",
        icon="receipt-refund",
        facts=(("合计", f"{format_yuan(sum(one.total_fen for one in found))} 元"),),
    )
    return query_page(request, query, more={"crumbs": crumbs()})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def bounced_one(request: StaffRequest, number: str) -> HttpResponseBase:
    """One of them; a POST asks what is to be done with it."""
    found = get_object_or_404(
        Withdrawal.objects.select_related("member", "payee", "account__employer", "card"),
        number=number,
    )
    if request.method == "POST":
        return _ask(request, found)
    return _one(request, found)


@staff_only
@require_safe
def bounce_review(request: StaffRequest) -> HttpResponse:
    """退汇复核: what was asked, decided by another officer."""
    return _waiting(request)


@staff_only
@fresh
@require_POST
def bounce_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回."""
    try:
        done = decide_after_bounce(
            number=answer(request, "number"),
            approve=answer(request, "step") == "approve",
            opinion=answer(request, "opinion"),
            by=request.staff,
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refused:
        return _waiting(request, refusal=refused)
    return _waiting(
        request,
        said=f"{done.withdrawal.number} {done.get_kind_display()}{done.get_state_display()}。",
    )


@fresh
def _ask(request: StaffRequest, found: Withdrawal) -> HttpResponse:
    try:
        if answer(request, "kind") not in BounceDeed.Kind.values:
            raise BadForm("请选择换卡重付，或退回账户。")
        ask_after_bounce(
            number=found.number,
            kind=BounceDeed.Kind(answer(request, "kind")),
            reason=answer(request, "reason"),
            by=request.staff,
            today=request.today,
        )
    except Refusal as refusal:
        return _one(request, found, refusal)
    return HttpResponseRedirect(reverse("counter:bounced_one", args=[found.number]))


def _one(
    request: StaffRequest, found: Withdrawal, refusal: Refusal | None = None
) -> HttpResponse:
    deeds = list(found.bounce_deeds.select_related("asked_by", "decided_by").order_by("id"))
    waits = any(one.state == BounceDeed.State.ASKED for one in deeds)
    card = live_card(found.receiver)
    context = {
        "title": f"退汇 {found.number}",
        "crumbs": crumbs(("退汇待处理", "counter:bounced")),
        "back_url": reverse("counter:bounced"),
        "refusal": refusal,
        "found": found,
        "whose": whose(found.member),
        "heir": whose(found.payee) if found.payee else "",
        "card": card,
        "same_card": card is not None and card.pk == found.card_id,
        "deeds": deeds,
        "waits": waits,
        "may_ask": found.state == Withdrawal.State.BOUNCED and not waits,
        "fields": [
            Field("kind", "怎么处理", value=answer(request, "kind"), choices=KINDS),
            Field(
                "reason",
                "说明",
                value=answer(request, "reason"),
                hint="本人的要求、核对了什么",
                autocomplete="off",
            ),
        ],
    }
    return page(request, f"{PIECES}/bounced.html", context, status=REFUSED if refusal else 200)


def _waiting(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="退汇复核",
        lede="换卡重付会再次动款；提出人不能复核自己的处理",
        empty="没有等待复核的退汇处理。",
        listed="bounce_review",
        decided="bounce_decision",
        found=bounce_deeds_waiting(),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: BounceDeed, request: StaffRequest) -> dict[str, object]:
    withdrawal = one.withdrawal
    card = live_card(withdrawal.receiver)
    to = f"{card.bank} {card.masked}" if card else "没有绑定银行卡"
    back = one.kind == BounceDeed.Kind.GIVE_BACK
    return {
        "number": one.number,
        "title": f"{one.get_kind_display()} · {format_yuan(withdrawal.total_fen)} 元",
        "facts": [
            ("职工", whose(withdrawal.member)),
            *([("领款人", whose(withdrawal.payee))] if withdrawal.payee else []),
            ("提取", f"{withdrawal.number} {withdrawal.reason_title}"),
            ("银行说明", withdrawal.failure),
            ("原收款卡", f"{withdrawal.card.bank} {withdrawal.card.masked}"),
            ("去向", "退回公积金账户，冲销本金和销户利息" if back else to),
            ("说明", one.reason),
            ("提出", f"{one.asked_on} {one.asked_by.name}"),
        ],
        "own": same_person(one.asked_by, request.staff),
    }
