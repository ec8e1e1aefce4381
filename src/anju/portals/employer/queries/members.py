"""单位下人员明细查询: the employer's own people, and one person's months with it."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anju.contributions.account_card import paid_through
from anju.contributions.enquiries.staff import person_of, shares_of_person, staff_listing
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import format_yuan
from anju.people.accounts.events import events_of_account
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown, shown_below
from anju.portals.employer.queries.words import day, iso, person, words
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, month_span_of, typed
from anju.portals.shared.lists.query import Query
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.templatetags.hall import month, percent

EVENTS_SHOWN = 20


def _columns() -> tuple[Column, ...]:
    return (
        *person("account"),
        Column("账户状态", lambda row: row.account.get_state_display(), 10),
        Amounts("缴存基数", of="account.base_fen", total="base_fen"),
        Column("单位比例", lambda row: percent(row.account.employer_rate), 10),
        Column("个人比例", lambda row: percent(row.account.own_rate), 10),
        Amounts("单位月缴存额", of="account.employer_fen", total="employer_fen"),
        Amounts("个人月缴存额", of="account.own_fen", total="own_fen"),
        Amounts("月缴存额", of="account.monthly_fen", total="both_fen"),
        Column("缴至年月", lambda row: month(row.paid_through), 14),
    )


@agents_only
@searchable
@require_safe
def members(request: AgentRequest) -> HttpResponse:
    """查询: by name, pinyin, the end of an account number, or identity number; by state."""
    asked = words_of(request)
    state = choice(request, "state", "账户状态", FundAccount.State.choices)
    query = Query(
        title=name_of(request, "employer:members"),
        lead="本单位所有个人账户的缴存信息；点姓名看逐月缴存",
        file="members",
        columns=_columns(),
        found=staff_listing(employer=request.employer, words=asked, state=state.value),
        conditions=(typed("姓名、拼音、账号末几位或身份证号", asked), state),
        empty="没有符合条件的职工。",
        hint="可以只填姓名的一个字，或把账户状态改为“全部”。",
        icon="users",
    )
    return shown(request, query, route="employer:members")


@agents_only
@require_safe
def member(request: AgentRequest, account: int) -> HttpResponse:
    """One person: what stands on the account, every month this employer paid, every change."""
    try:
        found = person_of(employer=request.employer, account=account)
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    span = month_span_of(
        request, first=request.employer.first_month, last=Month.of(request.today) + 1
    )
    query = Query(
        title=found.member.name,
        lead="在本单位的缴存明细与变更记录",
        file="member",
        columns=(
            Column("缴存年月", lambda row: month(row.month), 14, lead=True),
            Amounts("缴存基数", of="base_fen"),
            Amounts("单位部分", of="employer_fen", total="employer_fen"),
            Amounts("个人部分", of="own_fen", total="own_fen"),
            Amounts("合计", of="both_fen", total="both_fen"),
            words("get_part_display", "缴存类型", 10),
            words("number", "业务流水号", 18),
            day("posted_on", "记账日期"),
        ),
        found=shares_of_person(
            employer=request.employer, account=account, first=span.first, last=span.last
        ),
        conditions=span.conditions,
        refusal=span.refusal,
        facts=_facts(request, found),
        empty="这段时间本单位没有为这位职工缴存。",
        piece="pieces/employer/member.html",
    )
    events = events_of_account(employer=request.employer, account=account)[:EVENTS_SHOWN]
    return shown_below(request, query, route="employer:members", more={"events": events})


def _facts(request: AgentRequest, found: FundAccount) -> list[tuple[str, Any]]:
    """What stands on the account; of one who left, only who he is."""
    known = [
        ("个人账号", mask_account(found.number)),
        ("证件号码", mask_identity(found.member.identity_number)),
    ]
    if found.employer_id != request.employer.pk:
        return [*known, ("状态", "已转出本单位")]
    last = paid_through(accounts=[found.pk]).get(found.pk)
    return [
        *known,
        ("账户状态", found.get_state_display()),
        ("缴存基数", f"{format_yuan(found.base_fen)} 元"),
        (
            "缴存比例",
            f"单位 {percent(found.employer_rate)}，个人 {percent(found.own_rate)}",
        ),
        ("月缴存额", f"{format_yuan(found.monthly_fen)} 元"),
        ("起缴月份", month(found.first_month)),
        ("缴至年月", month(last)),
        ("开户日期", iso(found.opened_on)),
        *([("封存日期", iso(found.sealed_on))] if found.sealed_on else []),
    ]
