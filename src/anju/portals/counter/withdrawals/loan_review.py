"""贷款复核: loans, repayments and states that one officer asked for, decided by another."""

from functools import partial

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.second_look import Waiting, waiting_page
from anju.portals.counter.withdrawals.frame import crumbs, same_person, whose
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.withdrawals.lists import loan_deeds_waiting
from anju.withdrawals.loan_records.decide_loan import decide_loan
from anju.withdrawals.loan_records.record_loan import LoanFacts
from anju.withdrawals.models import LoanDeed, LoanRecord

SHOWN_MOST = 10
COLUMNS = (
    Column("材料号", lambda row: row.loan.number, 16, lead=True),
    Column("合同号", lambda row: row.loan.contract_number, 24),
    Column("主贷人", lambda row: whose(row.loan.borrower), 30, wide=True),
    Column("还款日期", lambda row: f"{row.paid_on}", 14),
    Amounts("本金（元）", of="principal_fen", total="principal_fen"),
    Amounts("利息（元）", of="interest_fen", total="interest_fen"),
)


@staff_only
@require_safe
def loan_review(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    return _list(request)


@staff_only
@fresh
@require_POST
def loan_decision(request: StaffRequest) -> HttpResponse:
    """同意 or 退回."""
    try:
        done = decide_loan(
            number=answer(request, "number"),
            approve=answer(request, "step") == "approve",
            opinion=answer(request, "opinion"),
            by=request.staff,
            today=request.today,
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    made = f"，材料号 {done.loan.number}" if done.loan and done.kind == "new" else ""
    words = f"{done.number} {done.get_kind_display()}{done.get_state_display()}{made}。"
    return _list(request, said=words)


@staff_only
@require_safe
def loan_rows(request: StaffRequest, number: str) -> HttpResponse:
    """Every repayment of one deed, with the sums."""
    found = get_object_or_404(LoanDeed, number=number)
    query = Query(
        title=f"还款登记 {found.number}",
        lead=f"{found.asked_on} {found.asked_by.name} 提出，{found.get_state_display()}",
        file=f"repayments-{found.number}",
        columns=COLUMNS,
        found=QueryListing(
            found.rows.select_related("loan__borrower").order_by("loan_id", "paid_on"),
            summed=("principal_fen", "interest_fen"),
        ),
        empty="这项登记没有还款明细。",
        icon="list-details",
    )
    return query_page(
        request, query, more={"crumbs": crumbs(("贷款复核", "counter:loan_review"))}
    )


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    waiting = Waiting(
        title="贷款复核",
        lede="贷款材料、还款和贷款状态决定能提取多少，由另一人核对原件后生效",
        empty="没有等待复核的贷款登记。",
        listed="loan_review",
        decided="loan_decision",
        found=loan_deeds_waiting(),
        card=partial(_card, request=request),
    )
    return waiting_page(request, waiting, refusal=refusal, said=said)


def _card(one: LoanDeed, request: StaffRequest) -> dict[str, object]:
    rows = one.kind == LoanDeed.Kind.REPAYMENTS
    facts = _repayments(one) if rows else _new(one) if one.borrower else _new_state(one)
    return {
        "number": one.number,
        "title": one.get_kind_display(),
        "facts": [*facts, ("提出", f"{one.asked_on} {one.asked_by.name}")],
        "own": same_person(one.asked_by, request.staff),
        "more": "看全部还款明细",
        "more_url": reverse("counter:loan_rows", args=[one.number]) if rows else "",
    }


def _new(one: LoanDeed) -> list[tuple[str, str]]:
    facts = LoanFacts.of_json(one.said)
    return [
        ("主贷人", whose(one.borrower) if one.borrower else "—"),
        ("贷款种类", facts.kind.label),
        ("合同号", facts.contract_number),
        ("贷款银行", facts.bank),
        ("房屋坐落", facts.address or "—"),
        ("房屋总价", f"{format_yuan(facts.price_fen)} 元"),
        ("贷款金额", f"{format_yuan(facts.amount_fen)} 元"),
        ("期数", f"{facts.months} 个月"),
        ("放款日期", f"{facts.lent_on}"),
    ]


def _new_state(one: LoanDeed) -> list[tuple[str, str]]:
    state = LoanRecord.State(one.said["state"])
    now = one.loan.get_state_display() if one.loan else "—"
    return [*_loan(one), ("状态", f"{now} → {state.label}")]


def _loan(one: LoanDeed) -> list[tuple[str, str]]:
    if one.loan is None:
        return [("贷款", f"{one.rows.order_by().values('loan').distinct().count()} 份，见明细")]
    return [
        ("主贷人", whose(one.loan.borrower)),
        ("贷款", f"{one.loan.number}，合同 {one.loan.contract_number}，{one.loan.bank}"),
    ]


def _repayments(one: LoanDeed) -> list[tuple[str, str]]:
    rows = one.rows.order_by("loan_id", "paid_on")
    sums = rows.aggregate(principal=Sum("principal_fen"), interest=Sum("interest_fen"))
    first = "；".join(
        f"{row.paid_on} {format_yuan(row.principal_fen)} + {format_yuan(row.interest_fen)}"
        for row in rows[:SHOWN_MOST]
    )
    return [
        *_loan(one),
        ("笔数", f"{rows.count()} 笔"),
        ("本金合计", f"{format_yuan(sums['principal'] or 0)} 元"),
        ("利息合计", f"{format_yuan(sums['interest'] or 0)} 元"),
        ("还款（本金 + 利息）", first),
    ]
