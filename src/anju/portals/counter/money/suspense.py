"""暂收未分摊: money that came by itself, how old it is, and what finance asks to be done."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.contributions.enquiries.suspense import (
    SuspenseQuestion,
    money_in_suspense,
    open_by_account,
    working_days_left,
)
from anju.contributions.models import Suspense
from anju.contributions.suspense.ask import Asker, ask_assign, ask_return
from anju.contributions.suspense.claim import confirm_arrival
from anju.ground.errors import Refusal
from anju.ground.masks import mask_card
from anju.ground.money import format_yuan
from anju.policy.rules import value
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.units.asked import own_employer
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.doors.words import searchable
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, days, typed
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.shell.page import REFUSED, page

AGES = (("0-3", "3 天以内"), ("4-15", "4 至 15 天"), ("16-", "16 天以上"))
DESK = {"label": "工作台"}


def _one(row: Suspense) -> str:
    return reverse("counter:suspense_one", args=[row.number])


@staff_only
@searchable
@require_safe
def suspense(request: StaffRequest) -> HttpResponse:
    """查询: open money whatever its day; by state, age, bank account or words."""
    filters = filters_of(request, today=request.today)
    totals = open_by_account()
    state = choice(request, "state", "状态", Suspense.State.choices, usual="open")
    age = choice(request, "age", "账龄", AGES)
    account = choice(
        request,
        "account",
        "收款账户",
        [(one.account, mask_card(one.account)) for one in totals],
    )
    asked = SuspenseQuestion(
        today=request.today,
        since=filters.since,
        until=filters.until,
        state=state.value,
        age=age.value,
        account=account.value,
        words=filters.words,
    )
    query = Query(
        title="暂收未分摊",
        lead="银行账上自己来的钱，还没有分摊到单位的；点流水号认领或退回",
        file="suspense",
        columns=_columns(request),
        found=money_in_suspense(wanted=asked),
        conditions=(
            *days(filters),
            state,
            age,
            account,
            typed("户名、备注、单位或流水号", filters.words),
        ),
        refusal=filters.refusal,
        empty="没有符合条件的来款。",
        icon="coins",
        facts=tuple(
            (
                f"账户 {mask_card(one.account)}",
                f"{one.lines} 笔，{format_yuan(one.fen)} 元未分摊",
            )
            for one in totals
        ),
    )
    crumbs = [{**DESK, "url": reverse("counter:desk")}]
    return query_page(request, query, more={"crumbs": crumbs})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def suspense_one(request: StaffRequest, number: str) -> HttpResponseBase:
    """One arrival; a POST confirms its proposal, or asks to assign or to return it."""
    found = get_object_or_404(
        Suspense.objects.select_related("arrival", "employer", "remittance"), number=number
    )
    if request.method == "POST":
        return _act(request, found)
    return _show(request, found)


@fresh
def _act(request: StaffRequest, found: Suspense) -> HttpResponse:
    try:
        step = STEPS.get(answer(request, "step"))
        if step is None:
            raise BadForm("请从页面上选择要办的事。")
        step(request, found)
    except Refusal as refusal:
        found.refresh_from_db()
        return _show(request, found, refusal)
    return HttpResponseRedirect(_one(found))


def _confirm(request: StaffRequest, found: Suspense) -> None:
    if found.employer is None:
        raise BadForm("这笔来款还没有推断出单位，请用“认领到单位”。")
    confirm_arrival(
        number=found.number, employer=found.employer, today=request.today, by=request.staff.name
    )


def _assign(request: StaffRequest, found: Suspense) -> None:
    ask_assign(
        number=found.number,
        employer=own_employer(answer(request, "employer")),
        reason=answer(request, "reason"),
        asker=Asker(request.staff.name, request.staff),
        today=request.today,
    )


def _return(request: StaffRequest, found: Suspense) -> None:
    ask_return(
        number=found.number,
        employer=None,
        reason=answer(request, "why"),
        asker=Asker(request.staff.name, request.staff),
        today=request.today,
    )


STEPS: dict[str, Callable[[StaffRequest, Suspense], None]] = {
    "confirm": _confirm,
    "assign": _assign,
    "return": _return,
}


def _columns(request: StaffRequest) -> tuple[Column, ...]:
    allowed = int(value("contribution.cheque_days", on=request.today))

    def left(row: Suspense) -> str:
        if row.state != Suspense.State.OPEN:
            return "—"
        rest = working_days_left(since=row.arrival.day, days=allowed, today=request.today)
        return f"还有 {rest} 个工作日" if rest >= 0 else f"超过 {-rest} 个工作日"

    return (
        Column("暂收流水号", lambda row: row.number, 18, url=_one),
        Column("付款户名", lambda row: row.arrival.payer_name or "—", 24, lead=True),
        Column("付款账号", lambda row: mask_card(row.arrival.payer_account), 20),
        Amounts("金额", of="arrival.amount_fen", total="arrival__amount_fen"),
        Column("备注", lambda row: row.arrival.remark or "—", 24),
        Column("单位", lambda row: row.employer.name if row.employer else "未识别", 24),
        Column("把握", lambda row: f"{row.get_found_by_display()} {row.confidence}%", 12),
        Column("状态", lambda row: row.get_state_display(), 10),
        Column("到账日", lambda row: row.arrival.day.isoformat(), 12),
        Column("账龄（天）", lambda row: str((request.today - row.arrival.day).days), 10),
        Column("办理时限", left, 16),
        Column("说明", lambda row: row.why_open or "—", 40, wide=True),
    )


def _show(
    request: StaffRequest, found: Suspense, refusal: Refusal | None = None
) -> HttpResponse:
    open_deed = found.deeds.filter(state__in=["asked", "processing"]).first()
    acts = found.state == Suspense.State.OPEN and open_deed is None
    context: dict[str, Any] = {
        "title": "来款",
        "crumbs": [
            {**DESK, "url": reverse("counter:desk")},
            {"label": "暂收未分摊", "url": reverse("counter:suspense")},
        ],
        "found": found,
        "payer_account": mask_card(found.arrival.payer_account),
        "deeds": found.deeds.select_related("employer", "decided_by").order_by("-id"),
        "refusal": refusal,
        "may_confirm": acts and found.employer is not None and not found.sure,
        "may_assign": acts and not (found.sure and found.remittance is not None),
        "fields": [
            Field(
                "employer",
                "单位账号",
                value=answer(request, "employer"),
                inputmode="numeric",
                hint="认领后由另一位同事复核；单位有等待转账的汇缴时，复核后直接入账",
            ),
            Field("reason", "认领依据", value=answer(request, "reason")),
        ],
        "why": Field(
            "why",
            "退回原因",
            value=answer(request, "why"),
            hint="只能退回到付款的账户，须另一位同事复核",
        ),
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/arrival.html", context, status=status)
