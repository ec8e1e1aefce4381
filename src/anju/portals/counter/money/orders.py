"""付款: every instruction to the bank and what the bank has said to it."""

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.masks import mask_card
from anju.ground.money import format_yuan, plain_yuan
from anju.payments.models import Order
from anju.payments.resolve_order import resolve_order
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.rooms import BOOKERS
from anju.portals.counter.tables import Cell, Heading, Row, labelled, state_cell
from anju.portals.shared.filters import Filters, filters_of
from anju.portals.shared.page import page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.sheet import Column, sheet
from anju.portals.shared.words import KEY, put_away, searchable
from anju.withdrawals.lists import paid_by
from anju.withdrawals.settle_by_statement import settle_by_statement

MOODS = {"succeeded": "good", "rejected": "bad"}
LABELS = (
    "指令流水号",
    "业务流水号",
    "种类",
    "付款户名",
    "付款账号",
    "收款户名",
    "金额",
    # Beside the state stands why, so that a screen shows it without scrolling sideways.
    "状态",
    "银行说明",
    "发出",
    "银行流水号",
)
MOST_EXPORTED = 20_000


@staff_only
@searchable
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
    """查询: by day, state, serial or name; frozen ones say why."""
    filters = filters_of(request, today=request.today)
    found = _found(request, filters)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "付款",
        "lede": "向银行发出的指令与银行的答复",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "filters": filters,
        "refusal": filters.refusal,
        "state": request.GET.get("state", ""),
        "states": [*Order.State.choices, ("frozen", "冻结待查")],
        "columns": [Heading(label, right=label == "金额") for label in LABELS],
        "act_label": "按对账单认定",
        "rows": [_row(one, _act_url(request, one)) for one in found[shown.slice]],
        "shown": shown,
        "export_url": f"{reverse('counter:orders_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/counter/payments.html", context)


@staff_only
@require_safe
def orders_export(request: StaffRequest) -> HttpResponse:
    """导出."""
    found = _found(request, filters_of(request, today=request.today))[:MOST_EXPORTED]
    columns = [Column(label, 18) for label in LABELS]
    return sheet("付款", columns, (_texts(one) for one in found), filename="orders.xlsx")


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


def _found(request: StaffRequest, filters: Filters) -> QuerySet[Order]:
    state = request.GET.get("state", "")
    found = Order.objects.select_related("returned_by").order_by("-id")
    if state == "frozen":
        return found.exclude(frozen_because="")
    found = found.filter(
        Q(settled_at=None)
        | Q(created_at__date__gte=filters.since, created_at__date__lte=_last_day(filters))
    )
    if state in Order.State.values:
        found = found.filter(state=state)
    if filters.words:
        words = filters.words
        asked = Q(serial=words.upper()) | Q(subject=words.upper()) | Q(bank_serial=words)
        found = found.filter(asked | Q(payer_name__contains=words))
    return found


def _last_day(filters: Filters):
    """Orders carry the wall clock's day, which may lie behind or before the business day."""
    return max(filters.until, timezone.localdate())


def _act_url(request: StaffRequest, one: Order) -> str:
    may = request.staff.role in BOOKERS
    return (
        reverse("counter:resolution", args=[one.serial]) if may and one.frozen_because else ""
    )


def _row(one: Order, act_url: str = "") -> Row:
    created = timezone.localtime(one.created_at)
    mood, label, words = _standing(one)
    cells = [
        Cell(one.serial, number=True),
        Cell(one.subject, number=True),
        Cell(one.get_kind_display()),
        Cell(one.payer_name),
        Cell(mask_card(one.payer_account), number=True),
        Cell(one.payee_name),
        Cell(format_yuan(one.amount_fen), right=True),
        state_cell(label, mood),
        Cell(words or "—"),
        Cell(f"{created:%Y-%m-%d %H:%M}", number=True),
        Cell(one.bank_serial or "—", number=True),
    ]
    return Row(
        labelled(LABELS, cells),
        act_url,
    )


def _standing(one: Order) -> tuple[str, str, str]:
    """How an order stands: mood, word, and why."""
    back = getattr(one, "returned_by", None)
    if one.frozen_because:
        return "bad", "冻结待查", one.frozen_because
    if back is not None:
        return "bad", "已退汇", f"{back.day} {back.remark}"
    return MOODS.get(one.state, "open"), one.get_state_display(), one.reason


def _texts(one: Order) -> list[str]:
    texts = [cell.text for cell in _row(one).cells]
    texts[LABELS.index("金额")] = plain_yuan(one.amount_fen)
    return texts
