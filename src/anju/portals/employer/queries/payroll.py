"""工资扣款表 and 会计分录建议 of a remitted month: on the page, on paper, and as a workbook."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.payments import month_of, roll
from anju.contributions.enquiries.payroll import Payroll, payroll_of
from anju.contributions.lists import remittance_of
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import shown_below
from anju.portals.employer.queries.payroll_sheet import payroll_book
from anju.portals.employer.queries.words import person
from anju.portals.shared.lists.columns import Amounts
from anju.portals.shared.lists.query import Query
from anju.portals.shared.shell.page import REFUSED, page

COLUMNS = (
    *person("account"),
    Amounts("缴存基数", of="base_fen"),
    Amounts("个人部分（应从工资扣）", of="own_fen", total="own_fen"),
    Amounts("单位部分", of="employer_fen", total="employer_fen"),
    Amounts("合计", of="both_fen", total="both_fen"),
)


@agents_only
@require_safe
def payroll(request: AgentRequest, number: str, code: int) -> HttpResponse:
    """One month: what is withheld from each wage, and how the payment is booked."""
    try:
        found = remittance_of(employer=request.employer, number=number)
        asked = month_of(remittance=found, month=Month.parse(f"{code:06d}")).month
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    told = payroll_of(remittance=found, month=asked)
    query = Query(
        title=f"{asked.chinese}工资扣款表",
        lead="导出的表格带公式，可以直接并入工资表；合计与回单一致",
        file=f"payroll-{number}-{code}",
        columns=COLUMNS,
        found=roll(remittance=found, month=asked),
        facts=_facts(told),
        icon="report-money",
        piece="pieces/employer/payroll.html",
        book=partial(payroll_book, employer=request.employer, told=told),
    )
    more = {
        "told": told,
        "roll_url": reverse("employer:payment_month", args=[number, code]),
    }
    return shown_below(request, query, route="employer:payments", more=more)


def _facts(told: Payroll) -> list[tuple[str, str]]:
    return [
        ("业务流水号", told.number),
        ("回单号", told.receipt_number or "银行扣款成功后出具"),
        ("人数", f"{told.heads:,} 人"),
    ]
