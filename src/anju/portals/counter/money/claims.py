"""重复付款: what the bank paid twice, claimed from who has it, and how it comes back."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.models import Order, StatementLine
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.withdrawals.frame import PIECES, crumbs, whose
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.receipt_page import receipt_pdf
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.claims.ask_claim import ask_by_account, ask_by_arrival, ask_claim
from anju.withdrawals.claims.lists import arrivals_for, to_be_claimed
from anju.withdrawals.claims.lists import claims as claims_found
from anju.withdrawals.claims.paid_twice import NotPaidTwice, paid_twice
from anju.withdrawals.claims.tell_claim import papers_of
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal

STATES = (("open", "待追回"), ("cleared", "已结清"))
LISTED = ("重复付款", "counter:claims")
COLUMNS = (
    Column(
        "追偿编号",
        lambda row: row.number,
        18,
        lead=True,
        url=lambda row: reverse("counter:claim", args=[row.number]),
    ),
    Column("领款人", lambda row: whose(row.withdrawal.receiver), 30, wide=True),
    Column("提取", lambda row: f"{row.withdrawal.number} {row.withdrawal.reason_title}", 30),
    Amounts("重复付款金额（元）", of="amount_fen", total="amount_fen"),
    Amounts("未追回金额（元）", of="open_fen", total="open_fen"),
    Column("认定日期", lambda row: f"{row.opened_on}", 12),
    Column("结清日期", lambda row: f"{row.cleared_on or '—'}", 12),
)


@staff_only
@require_safe
def claims(request: StaffRequest) -> HttpResponse:
    """What is owed, and above it what waits to be recognised."""
    state = choice(request, "state", "状态", STATES, usual="open")
    query = Query(
        title="重复付款",
        lead="银行对同一笔提取付了两次：两人凭对账单认定，记应收，追回后销账",
        file="claims",
        columns=COLUMNS,
        found=QueryListing(claims_found(state=state.value), summed=("amount_fen", "open_fen")),
        conditions=(state,),
        empty="没有符合条件的追偿。",
        icon="receipt-refund",
        piece=f"{PIECES}/claims.html",
    )
    return query_page(request, query, more={"crumbs": crumbs(), "waiting": to_be_claimed()})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request: StaffRequest, serial: str) -> HttpResponseBase:
    """认定: both lines of the statement side by side; a POST sends it to a second person."""
    order = get_object_or_404(Order, serial=serial)
    if request.method == "POST":
        return _ask_claim(request, order)
    return _evidence(request, order)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: StaffRequest, number: str) -> HttpResponseBase:
    """One claim; a POST asks that an arrival, or the account, clear it."""
    found = get_object_or_404(claims_found(), number=number)
    if request.method == "POST":
        return _ask_recovery(request, found)
    return _one(request, found)


@staff_only
@require_POST
def claim_paper(request: StaffRequest, number: str, receipt: str) -> HttpResponse:
    """打印: the notice, or the receipt of what came back."""
    found = get_object_or_404(Claim, number=number)
    wanted = [one for one in papers_of(found) if one.number == receipt]
    if not wanted:
        raise BadForm("没有这张单据，请刷新后再打印。")
    return receipt_pdf(request, wanted[0], by=request.staff.name, channel="柜面")


@fresh
def _ask_claim(request: StaffRequest, order: Order) -> HttpResponse:
    try:
        ask_claim(
            serial=order.serial,
            reason=answer(request, "reason"),
            by=request.staff,
            today=request.today,
        )
    except Refusal as refusal:
        return _evidence(request, order, refusal)
    return HttpResponseRedirect(reverse("counter:claim_new", args=[order.serial]))


@fresh
def _ask_recovery(request: StaffRequest, found: Claim) -> HttpResponse:
    by, today = request.staff, request.today
    try:
        if answer(request, "step") == "account":
            why = answer(request, "why")
            ask_by_account(number=found.number, reason=why, by=by, today=today)
        else:
            ask_by_arrival(
                number=found.number,
                arrival=answer(request, "arrival"),
                reason=answer(request, "reason"),
                by=by,
                today=today,
            )
    except Refusal as refusal:
        return _one(request, found, refusal)
    return HttpResponseRedirect(reverse("counter:claim", args=[found.number]))


def _evidence(
    request: StaffRequest, order: Order, refusal: Refusal | None = None
) -> HttpResponse:
    deeds = list(order.claim_deeds.select_related("asked_by", "decided_by").order_by("id"))
    done = Claim.objects.filter(order=order).first()
    found = None
    try:
        found = paid_twice(order=order)
    except NotPaidTwice as why:
        refusal = refusal or (None if done else why)
    waits = any(one.state == ClaimDeed.State.ASKED for one in deeds)
    context = {
        "title": f"认定重复付款 {order.serial}",
        "crumbs": crumbs(LISTED),
        "back_url": reverse("counter:claims"),
        "refusal": refusal,
        "order": order,
        "found": found,
        "whose": whose(found.withdrawal.receiver) if found else "",
        "lines": lines_of(found.line, found.other) if found else [],
        "deeds": deeds,
        "done": done,
        "waits": waits,
        "may_ask": found is not None and not waits,
        "fields": [_why(request, "reason", "核对了哪些对账单，与银行怎么确认的")],
    }
    return page(
        request, f"{PIECES}/claim_new.html", context, status=REFUSED if refusal else 200
    )


def _one(request: StaffRequest, found: Claim, refusal: Refusal | None = None) -> HttpResponse:
    deeds = list(found.deeds.select_related("asked_by", "decided_by").order_by("id"))
    waits = any(one.state == ClaimDeed.State.ASKED for one in deeds)
    withdrawal = found.withdrawal
    by_account = (
        withdrawal.state == Withdrawal.State.GIVEN_BACK
        and withdrawal.mode == Withdrawal.Mode.PARTIAL
        and found.open_fen == found.amount_fen
    )
    may_ask = found.cleared_on is None and not waits
    context = {
        "title": f"重复付款 {found.number}",
        "crumbs": crumbs(LISTED),
        "back_url": reverse("counter:claims"),
        "refusal": refusal,
        "claim": found,
        "whose": whose(withdrawal.receiver),
        "lines": lines_of(found.line, found.other_line),
        "deeds": deeds,
        "papers": papers_of(found),
        "waits": waits,
        "arrivals": arrivals_for(claim=found) if may_ask else [],
        "may_ask": may_ask,
        "may_account": may_ask and by_account,
        "fields": [
            Field(
                "arrival",
                "暂收流水号",
                value=answer(request, "arrival"),
                hint="领款人转回的款，金额不能多于未追回金额",
                autocomplete="off",
            ),
            _why(request, "reason", "怎么认出是退回的款"),
        ],
        "why": _why(request, "why", "本人怎么同意的；金额从已退回的账户再次出账"),
    }
    return page(request, f"{PIECES}/claim.html", context, status=REFUSED if refusal else 200)


def _why(request: StaffRequest, name: str, hint: str) -> Field:
    return Field(name, "说明", value=answer(request, name), hint=hint, autocomplete="off")


def lines_of(line: StatementLine, other: StatementLine | None) -> list[tuple[str, str]]:
    """The evidence: the statement's line of either payment."""
    meant = _line(other) if other else "没有：退汇后已退回公积金账户"
    return [("重复的付款", _line(line)), ("应有的付款", meant)]


def _line(one: StatementLine) -> str:
    return (
        f"{one.statement.day} 第 {one.line_no} 行，{format_yuan(one.amount_fen)} 元，"
        f"指令 {one.serial}，银行流水 {one.bank_serial}"
    )
