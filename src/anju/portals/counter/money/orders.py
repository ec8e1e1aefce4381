"""付款: every instruction to the bank and what the bank has said to it."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.ground.masks import mask_card
from anju.payments.models import Order
from anju.payments.resolve_order import resolve_order
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.rooms import BOOKERS
from anju.portals.shared.doors.words import KEY, put_away, searchable
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, days, typed
from anju.portals.shared.lists.filters import Filters, filters_of
from anju.portals.shared.lists.query import Query, answer
from anju.withdrawals.payout.pay import paid_by
from anju.withdrawals.payout.settle_by_statement import settle_by_statement

MOODS = {"succeeded": "good", "rejected": "bad"}
FROZEN = ("frozen", "冻结待查")
COLUMNS = (
    Column("指令流水号", lambda row: row.serial, 20, lead=True, wide=True),
    Column("业务流水号", lambda row: row.subject, 20),
    Column("种类", lambda row: row.get_kind_display(), 10),
    Column("付款户名", lambda row: row.payer_name, 28),
    Column("付款账号", lambda row: mask_card(row.payer_account), 14),
    Column("收款户名", lambda row: row.payee_name, 28),
    Amounts("金额", of="amount_fen", total="amount_fen"),
    # Beside the state stands why, so that a screen shows it without scrolling sideways.
    Column("状态", lambda row: _standing(row)[1], 12, mood=lambda row: _standing(row)[0]),
    Column("银行说明", lambda row: _standing(row)[2] or "—", 30, wide=True),
    Column("发出", lambda row: f"{timezone.localtime(row.created_at):%Y-%m-%d %H:%M}", 18),
    Column("银行流水号", lambda row: row.bank_serial or "—", 20),
)
# Only who books may ask for it, and only of a frozen order.
ACT = Column(
    "",
    lambda _: "按对账单认定",
    url=lambda row: (
        reverse("counter:resolution", args=[row.serial]) if row.frozen_because else ""
    ),
    about=lambda row: row.serial,
    posts=True,
)


@staff_only
@searchable
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
    """查询: by day, state, serial or name; frozen ones say why."""
    filters = filters_of(request, today=request.today)
    state = choice(request, "state", "状态", [*Order.State.choices, FROZEN])
    query = Query(
        title="付款",
        lead="向银行发出的指令与银行的答复",
        file="orders",
        columns=(*COLUMNS, ACT) if request.staff.role in BOOKERS else COLUMNS,
        found=QueryListing(_found(filters, state.value), summed=("amount_fen",)),
        conditions=(*days(filters), state, typed("单位名称、账号或流水号", filters.words)),
        refusal=filters.refusal,
        hint="可以放宽时间，或把状态改为“全部”。",
        icon="cash",
    )
    crumbs = [{"label": "工作台", "url": reverse("counter:desk")}]
    return answer(request, query, more={"crumbs": crumbs, "back_url": crumbs[0]["url"]})


@staff_only
@require_POST
def resolution(request: StaffRequest, serial: str) -> HttpResponse:
    """按对账单认定: a frozen order becomes what the bank's statements prove, or stays."""
    order = get_object_or_404(Order, serial=serial)
    by, now = request.staff.name, timezone.now()
    if paid_by(order=order) is not None:
        # Its money stood in transit all the while, so it can follow either outcome.
        settle_by_statement(serial=serial, today=request.today, now=now, by=by)
    else:
        resolve_order(serial=serial, today=request.today, now=now, by=by)
    words = put_away(request, serial)
    return HttpResponseRedirect(f"{reverse('counter:orders')}?{KEY}={words}")


def _found(filters: Filters, state: str) -> QuerySet[Order]:
    found = Order.objects.select_related("returned_by").order_by("-id")
    if state == FROZEN[0]:
        return found.exclude(frozen_because="")
    found = found.filter(
        Q(settled_at=None)
        | Q(created_at__date__gte=filters.since, created_at__date__lte=_last_day(filters))
    )
    if state:
        found = found.filter(state=state)
    if filters.words:
        words = filters.words
        asked = Q(serial=words.upper()) | Q(subject=words.upper()) | Q(bank_serial=words)
        found = found.filter(asked | Q(payer_name__contains=words))
    return found


def _last_day(filters: Filters) -> date:
    """Orders carry the wall clock's day, which may lie behind or before the business day."""
    return max(filters.until, timezone.localdate())


def _standing(one: Order) -> tuple[str, str, str]:
    """How an order stands: mood, word, and why."""
    back = getattr(one, "returned_by", None)
    if one.frozen_because:
        return "bad", "冻结待查", one.frozen_because
    if back is not None:
        return "bad", "已退汇", f"{back.day} {back.remark}"
    return MOODS.get(one.state, "open"), one.get_state_display(), one.reason
