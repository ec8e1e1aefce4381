"""我的贷款: the loans on record for a member, and what was repaid of each (C-58)."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.ground.money import format_yuan
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.query import Query, answer, back_to
from anju.withdrawals.lists import loan_records
from anju.withdrawals.models import LoanRecord

TITLE, ROUTE = "我的贷款", "member:loans"
REPAYING = {
    LoanRecord.Kind.COMMERCIAL: "commercial_loan_repayment",
    LoanRecord.Kind.FUND: "fund_loan_repayment",
}
COLUMNS = (
    Column(
        "材料号",
        lambda row: row.number,
        16,
        lead=True,
        url=lambda row: reverse("member:loan", args=[row.number]),
    ),
    Column("贷款种类", lambda row: row.get_kind_display()),
    Column("合同号", lambda row: row.contract_number, 24),
    Column("贷款银行", lambda row: row.bank, 18),
    Amounts("贷款金额（元）", of="amount_fen", total="amount_fen"),
    Column("放款日期", lambda row: f"{row.lent_on}", 12),
    Column("状态", lambda row: row.get_state_display(), 12),
    Figures("还款笔数", of="times", total="times"),
    Amounts("已还本金（元）", of="principal_fen", total="principal_fen"),
    Amounts("已还利息（元）", of="interest_fen", total="interest_fen"),
    Column(
        "",
        lambda row: "还款提取",
        url=lambda row: reverse(
            "member:withdrawal_apply", args=[REPAYING[LoanRecord.Kind(row.kind)]]
        ),
        about=lambda row: row.number,
    ),
)
REPAYMENTS = (
    Column("还款日期", lambda row: f"{row.paid_on}", 14, lead=True),
    Amounts("本金（元）", of="principal_fen", total="principal_fen"),
    Amounts("利息（元）", of="interest_fen", total="interest_fen"),
)


@members_only
@require_safe
def loans(request: MemberRequest) -> HttpResponse:
    """Every loan on record with the sums repaid; empty, it says how a loan gets there."""
    found = loan_records().filter(borrower=request.member)
    query = Query(
        title=TITLE,
        lead="您作为主贷人登记的住房贷款；点材料号看每一笔还款",
        file="loans",
        columns=COLUMNS,
        found=QueryListing(
            found, summed=("amount_fen", "times", "principal_fen", "interest_fen")
        ),
        empty="您还没有登记的贷款。",
        hint="请带借款合同和还款记录到就近的管理部柜台登记，得到材料号以后，"
        "在这里可以看到，也可以申请还款提取。",
        icon="home",
        note="以上是在中心登记、用于还款提取的贷款，还款记录由柜台或贷款银行的清单更新。",
    )
    home = reverse("member:home")
    crumbs = [{"label": "首页", "url": home}]
    return answer(request, query, more={"crumbs": crumbs, "back_url": home})


@members_only
@require_safe
def loan(request: MemberRequest, number: str) -> HttpResponse:
    """One loan of his own with its repayments; anybody else's does not exist for him."""
    found = loan_records().filter(borrower=request.member, number=number).first()
    if found is None:
        raise Http404
    query = Query(
        title=f"贷款 {found.number}",
        lead=f"{found.get_kind_display()} · {found.bank} · 合同 {found.contract_number}",
        file=f"repayments-{found.number}",
        columns=REPAYMENTS,
        found=QueryListing(
            found.repayments.order_by("-paid_on"), summed=("principal_fen", "interest_fen")
        ),
        empty="还没有登记还款。",
        hint="可以带银行的还款清单到柜台补登，或等贷款银行下一次报送。",
        icon="home",
        facts=_facts(found),
    )
    back = back_to(request, ROUTE)
    crumbs = [
        {"label": "首页", "url": reverse("member:home")},
        {"label": TITLE, "url": back},
    ]
    return answer(request, query, more={"crumbs": crumbs, "back_url": back})


def _facts(found: LoanRecord) -> tuple[tuple[str, str], ...]:
    return (
        ("贷款金额", f"{format_yuan(found.amount_fen)} 元"),
        ("期数", f"{found.months} 个月"),
        ("放款日期", f"{found.lent_on}"),
        ("房屋坐落", found.address or "—"),
        ("状态", found.get_state_display()),
        ("登记日期", f"{found.recorded_on}"),
    )
