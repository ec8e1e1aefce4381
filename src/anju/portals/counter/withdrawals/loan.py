"""One loan on record: what its contract says, what was repaid, and more rows of that."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.centers.listing import QueryListing
from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity, mask_name
from anju.ground.money import format_yuan, parse_yuan
from anju.people.models import Member
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, PIECES, crumbs, day_of, member_in
from anju.portals.counter.withdrawals.loans import rows_in
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.query import Query, back_to
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.shell.page import REFUSED
from anju.withdrawals.lists import loan_deeds_waiting, loan_records
from anju.withdrawals.loan_records.ask_loan import ask_loan, ask_loan_state
from anju.withdrawals.loan_records.ask_repayments import Asked, ask_repayments
from anju.withdrawals.loan_records.record_loan import LoanFacts
from anju.withdrawals.loan_records.repayment_rows import read_keyed
from anju.withdrawals.models import LoanDeed, LoanRecord

MONTHS_MOST = 480
POINTS = (
    "主贷人就是资料打开的这位职工；配偶另行登记",
    "核对借款合同原件：合同号、金额、期数、放款日期",
    "另一位人员在“贷款复核”里核对后生效，材料号发到本人的消息里",
    "还款记录在材料号里补登，或用银行清单一次登记，同样须复核",
)
COLUMNS = (
    Column("还款日期", lambda row: f"{row.paid_on}", 14, lead=True),
    Amounts("本金（元）", of="principal_fen", total="principal_fen"),
    Amounts("利息（元）", of="interest_fen", total="interest_fen"),
)


class BadLoan(Refusal):
    code = "portals.bad_loan"


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def loan_new(request: PersonRequest) -> HttpResponse:
    """登记贷款材料 for the person whose file lies open."""
    member = member_in(request)
    deed = Deed(
        title="登记贷款材料",
        lede="商业住房贷款和公积金贷款；偿还贷款提取凭材料号办理",
        points=POINTS,
        person=banner(member),
    )
    if request.method == "POST":
        try:
            deed.done = _done(_record(request, member))
        except Refusal as refused:
            deed.refusal = refused
    deed.fields = _fields(request)
    deed.checks = [("contract_seen", "已核对借款合同原件")]
    deed.buttons = [Button("提交，送复核")]
    return show(request, deed, back=FILE)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def loan(request: StaffRequest, number: str) -> HttpResponse:
    """The repayments with their sums; a POST adds keyed rows, a list, or another state."""
    found = get_object_or_404(loan_records(), number=number)
    refusal: Refusal | None = None
    done: Asked | None = None
    if request.method == "POST":
        try:
            done = _change(request, found)
        except Refusal as refused:
            refusal = refused
        else:
            if done is None:
                return HttpResponseRedirect(reverse("counter:loan", args=[number]))
        found = get_object_or_404(loan_records(), number=number)
    return _show(request, found, done, refusal)


def _change(request: StaffRequest, found: LoanRecord) -> Asked | None:
    by, step = request.staff, answer(request, "step")
    if step == "keyed":
        rows = read_keyed(str(request.POST.get("rows", "")))
        if not rows.good and not rows.bad:
            raise BadLoan("还没有填写还款记录，每行填写：日期 本金 利息。")
        return ask_repayments(rows=rows, loan=found, by=by, today=request.today)
    if step == "list":
        return ask_repayments(
            rows=rows_in(request.FILES.get("list")), loan=found, by=by, today=request.today
        )
    state = answer(request, "state")
    if state not in LoanRecord.State.values:
        raise BadForm("请从页面上选择贷款状态。")
    ask_loan_state(loan=found, state=LoanRecord.State(state), by=by, today=request.today)
    return None


def _show(
    request: StaffRequest, found: LoanRecord, done: Asked | None, refusal: Refusal | None
) -> HttpResponse:
    back = back_to(request, "counter:loans")
    query = Query(
        title=f"贷款材料 {found.number}",
        lead=f"{found.get_kind_display()} · {found.bank} · 合同 {found.contract_number}",
        file=f"repayments-{found.number}",
        columns=COLUMNS,
        found=QueryListing(
            found.repayments.order_by("-paid_on"), summed=("principal_fen", "interest_fen")
        ),
        refusal=refusal,
        empty="还没有登记还款。",
        hint="在右边按行补登，或上传银行的还款清单。",
        icon="home",
        facts=_facts(found),
        piece=f"{PIECES}/loan.html",
    )
    more: dict[str, Any] = {
        "crumbs": [*crumbs(), {"label": "贷款材料", "url": back}],
        "back_url": back,
        "loan": found,
        "states": LoanRecord.State.choices,
        "recorded": done,
        "waits": loan_deeds_waiting()
        .filter(Q(loan=found) | Q(rows__loan=found))
        .distinct()
        .count(),
        "keyed": str(request.POST.get("rows", "")) if refusal or (done and done.bad) else "",
    }
    shown = query_page(request, query, more=more)
    if refusal is not None:
        shown.status_code = REFUSED
    return shown


def _facts(found: LoanRecord) -> tuple[tuple[str, str], ...]:
    return (
        ("主贷人", mask_name(found.borrower.name)),
        ("证件号码", mask_identity(found.borrower.identity_number)),
        ("房屋总价", f"{format_yuan(found.price_fen)} 元"),
        ("贷款金额", f"{format_yuan(found.amount_fen)} 元"),
        ("期数", f"{found.months} 个月"),
        ("放款日期", f"{found.lent_on}"),
        ("状态", found.get_state_display()),
        ("登记日期", f"{found.recorded_on}"),
    )


def _record(request: PersonRequest, member: Member) -> LoanDeed:
    if not answer(request, "contract_seen"):
        raise BadLoan("请核对借款合同原件，勾选后再登记。")
    kind, months = answer(request, "kind"), answer(request, "months")
    contract = answer(request, "contract").upper()
    if kind not in LoanRecord.Kind.values:
        raise BadLoan("请选择贷款种类。")
    if len(contract) < 4 or not answer(request, "bank"):
        raise BadLoan("请按借款合同填写合同号和贷款银行。")
    if not (
        months.isascii()
        and months.isdigit()
        and len(months) < 4
        and 1 <= int(months) <= MONTHS_MOST
    ):
        raise BadLoan(f"贷款期数请填写 1 至 {MONTHS_MOST} 的月数。")
    facts = LoanFacts(
        kind=LoanRecord.Kind(kind),
        contract_number=contract[:40],
        bank=answer(request, "bank")[:60],
        address=answer(request, "address")[:120],
        price_fen=parse_yuan(answer(request, "price")),
        amount_fen=parse_yuan(answer(request, "amount")),
        months=int(months),
        lent_on=day_of(answer(request, "lent_on"), "放款日期"),
    )
    if facts.lent_on > request.today:
        raise BadLoan("放款日期还没有到，放款以后再登记。")
    if facts.amount_fen > facts.price_fen:
        raise BadLoan("贷款金额高于房屋总价，请核对合同。")
    return ask_loan(borrower=member, facts=facts, by=request.staff, today=request.today)


def _fields(request: PersonRequest) -> list[Field]:
    kinds = (("", "请选择"), *LoanRecord.Kind.choices)
    asked = (
        ("contract", "合同号", "", ""),
        ("bank", "贷款银行", "", ""),
        ("address", "房屋坐落", "", ""),
        ("price", "房屋总价（元）", "decimal", ""),
        ("amount", "贷款金额（元）", "decimal", ""),
        ("months", "贷款期数（月）", "numeric", ""),
        ("lent_on", "放款日期", "", "date"),
    )
    fields = [
        Field(
            name,
            label,
            value=answer(request, name),
            inputmode=mode,
            type=kind or "text",
            autocomplete="off",
        )
        for name, label, mode, kind in asked
    ]
    chosen = answer(request, "kind")
    return [Field("kind", "贷款种类", value=chosen, choices=tuple(kinds)), *fields]


def _done(made: LoanDeed) -> Done:
    return Done(
        title="已提交，等待复核",
        sentence="另一位人员核对后生效；材料号会发到本人的消息里，提取时选择它。",
        facts=(
            ("登记单", made.number),
            ("贷款种类", LoanRecord.Kind(made.said["kind"]).label),
            ("合同号", made.said["contract_number"]),
            ("放款日期", made.said["lent_on"]),
        ),
        again=("返回个人资料", FILE),
    )
