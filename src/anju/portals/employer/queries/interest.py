"""单位结息对账单查询: what each of the employer's people was credited on 30 June."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.interest import interest_statement, years_of
from anju.ground.calendar import FundYear
from anju.ground.masks import mask_account
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice
from anju.portals.shared.lists.query import Query

COLUMNS = (
    Column("个人账号", lambda row: mask_account(row.number), 20),
    Column(
        "姓名",
        lambda row: row.name,
        14,
        lead=True,
        url=lambda row: reverse("employer:member", args=[row.account_id]),
    ),
    Amounts("上年结转", of="carried_fen", total="carried_fen"),
    Amounts("当年归集", of="in_fen", total="in_fen"),
    Amounts("当年支取", of="out_fen", total="out_fen"),
    Amounts("结息金额", of="interest_fen", total="interest_fen"),
    Amounts("结转下年", of="closing_fen", total="closing_fen"),
)


@agents_only
@require_safe
def interest(request: AgentRequest) -> HttpResponse:
    """查询: a fund year; the one that closed last is shown first."""
    years = years_of(employer=request.employer, today=request.today)
    usual = years[min(1, len(years) - 1)]
    known = [(str(year.opening_year), year.chinese) for year in years]
    asked = choice(
        request, "year", "结息年度", known, usual=str(usual.opening_year), everything=""
    )
    year = FundYear(int(asked.value))
    query = Query(
        title=name_of(request, "employer:interest"),
        lead=f"{year.chinese} · 结息日 {year.closes.isoformat()}",
        file=f"interest-{year.opening_year}",
        columns=COLUMNS,
        found=interest_statement(employer=request.employer, year=year),
        conditions=(asked,),
        empty=f"{year.chinese}还没有结息。",
        hint=f"住房公积金每年 6 月 30 日结息，下一次结息日是 {_next(request).isoformat()}。",
        icon="coins",
        note="上年结转 + 当年归集 − 当年支取 + 结息金额 = 结转下年，全部转为上年结转。",
    )
    return shown(request, query, route="employer:interest")


def _next(request: AgentRequest):
    return FundYear.of(request.today).closes
