"""司法冻结: every freeze, one freeze, and its end; what waits is decided by another officer."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account
from anju.ground.money import format_yuan
from anju.people.models import Freeze
from anju.people.restraints.ask_freeze import ask_unfreeze
from anju.people.restraints.freeze_account import decide_freeze, decide_unfreeze
from anju.people.restraints.freezes import freezes as freezes_found
from anju.people.restraints.freezes import waiting_freezes
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.counter.withdrawals.frame import PIECES, crumbs, same_person, whose
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, typed
from anju.portals.shared.lists.query import Query, back_to
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.shell.page import REFUSED, page

STATES = (("binds", "冻结中（含解冻待复核）"), *Freeze.State.choices)
COLUMNS = (
    Column(
        "业务流水号",
        lambda row: row.number,
        16,
        lead=True,
        url=lambda row: reverse("counter:freeze_one", args=[row.number]),
    ),
    Column("职工", lambda row: whose(row.account.member), 30, wide=True),
    Column("个人账号", lambda row: mask_account(row.account.number), 20),
    Column("冻结机关", lambda row: row.court, 26),
    Column("法律文书号", lambda row: row.paper, 24),
    Column("冻结范围", lambda row: row.get_extent_display()),
    Amounts("冻结金额（元）", of="amount_fen", total="amount_fen"),
    Column("冻结日期", lambda row: f"{row.frozen_on or '—'}", 12),
    Column("到期日", lambda row: f"{row.until_on}", 12),
    Column("状态", lambda row: row.get_state_display(), 16),
)


@staff_only
@searchable
@require_safe
def freezes(request: StaffRequest) -> HttpResponse:
    """查询: by state or words; those that bind first."""
    words, state = words_of(request), choice(request, "state", "状态", STATES)
    query = Query(
        title="司法冻结",
        lead="登记在“查个人”的资料里办理；点流水号查看和提出解冻",
        file="freezes",
        columns=COLUMNS,
        found=QueryListing(
            freezes_found(words=words, state=state.value), summed=("amount_fen",)
        ),
        conditions=(state, typed("流水号、文书号、机关、姓名或账号", words)),
        empty="没有符合条件的冻结。",
        icon="lock",
    )
    return query_page(request, query, more={"crumbs": crumbs()})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def freeze_one(request: StaffRequest, number: str) -> HttpResponseBase:
    """One freeze; a POST asks for its end."""
    found = get_object_or_404(freezes_found(), number=number)
    if request.method == "POST":
        return _ask_end(request, found)
    return _one(request, found)


@staff_only
@require_safe
def freeze_review(request: StaffRequest) -> HttpResponse:
    """冻结复核: what waits for another officer."""
    return _waiting(request)


@staff_only
@fresh
@require_POST
def freeze_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回, of a freeze or of its end."""
    found = get_object_or_404(waiting_freezes(), number=answer(request, "number"))
    approve, opinion = answer(request, "step") == "approve", answer(request, "opinion")
    try:
        if found.state == Freeze.State.WAITING:
            done = decide_freeze(
                number=found.number,
                approve=approve,
                opinion=opinion,
                by=request.staff,
                today=request.today,
                now=timezone.now(),
            )
        else:
            done = decide_unfreeze(
                number=found.number,
                approve=approve,
                opinion=opinion,
                by=request.staff,
                today=request.today,
            )
    except Refusal as refused:
        return _waiting(request, refusal=refused)
    return _waiting(request, said=f"{done.number} {done.get_state_display()}。")


@fresh
def _ask_end(request: StaffRequest, found: Freeze) -> HttpResponse:
    try:
        ask_unfreeze(number=found.number, paper=answer(request, "end_paper"), by=request.staff)
    except Refusal as refusal:
        return _one(request, found, refusal)
    return HttpResponseRedirect(reverse("counter:freeze_one", args=[found.number]))


def _one(request: StaffRequest, found: Freeze, refusal: Refusal | None = None) -> HttpResponse:
    back = back_to(request, "counter:freezes")
    context = {
        "title": f"司法冻结 {found.number}",
        "crumbs": [*crumbs(), {"label": "司法冻结", "url": back}],
        "back_url": back,
        "refusal": refusal,
        "found": found,
        "facts": [*_facts(found), ("状态", found.get_state_display()), *_end_facts(found)],
        "late": found.state == Freeze.State.FROZEN and found.until_on <= request.today,
        "may_end": found.state == Freeze.State.FROZEN,
        "field": Field(
            "end_paper",
            "解除冻结文书号",
            value=answer(request, "end_paper"),
            hint="期满没有续冻的，写“期满未续冻”",
            autocomplete="off",
        ),
    }
    return page(request, f"{PIECES}/freeze.html", context, status=REFUSED if refusal else 200)


def _waiting(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="冻结复核",
        lede="对照法律文书原件核对账户、金额和期限；登记人不能复核自己的登记",
        empty="没有等待复核的冻结和解冻。",
        listed="freeze_review",
        decided="freeze_decision",
        found=waiting_freezes(),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: Freeze, request: StaffRequest) -> dict[str, object]:
    ending = one.state == Freeze.State.ENDING
    asker = one.end_asked_by if ending else one.asked_by
    end = [("解除冻结文书号", one.end_paper)] if ending else []
    return {
        "number": one.number,
        "title": f"{'解冻' if ending else '冻结'} · {whose(one.account.member)}",
        "facts": [
            *_facts(one),
            *end,
            ("登记", f"{asker.branch} {asker.name}" if asker else ""),
        ],
        "own": same_person(asker, request.staff),
    }


def _facts(one: Freeze) -> list[tuple[str, str]]:
    amount = f"{format_yuan(one.amount_fen)} 元" if one.amount_fen else "复核时的全部可用余额"
    return [
        ("职工", whose(one.account.member)),
        ("个人账号", mask_account(one.account.number)),
        ("账户状态", one.account.get_state_display()),
        ("冻结机关", one.court),
        ("法律文书号", one.paper),
        ("冻结范围", one.get_extent_display()),
        ("冻结金额", amount),
        ("冻结到期日", f"{one.until_on}"),
    ]


def _end_facts(one: Freeze) -> list[tuple[str, str]]:
    told = [
        ("冻结日期", f"{one.frozen_on or ''}"),
        ("登记人", one.asked_by.name),
        ("复核人", one.decided_by.name if one.decided_by else ""),
        ("复核意见", one.opinion),
        ("解除冻结文书号", one.end_paper),
        ("解冻意见", one.end_opinion),
        ("解冻日期", f"{one.ended_on or ''}"),
    ]
    return [(label, words) for label, words in told if words]
