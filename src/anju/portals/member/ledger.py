"""A member's ledger: lines of one account with filters, paging, totals and export."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.account_card import AccountCard, Kind, Page, cards_of, lines_of
from anju.policy.rules import value
from anju.portals.member.choice import chosen_card
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.ledger_columns import with_reasons, workbook_of
from anju.portals.member.ledger_year import filters_of_year, years_of
from anju.portals.shared.lists.filters import Filters, filters_of
from anju.portals.shared.lists.paging import ROWS, paging_of
from anju.portals.shared.lists.sheet import sheet
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/member/ledger.html"
MOST_EXPORTED = 10_000
SHOWN_KINDS = ("01", "02", "06", "07", "08", "09", "11", "12", "19", "86", "70")


@members_only
@require_safe
def ledger(request: MemberRequest) -> HttpResponse:
    """明细查询, in the columns the city's hall has (J-08, Z-29)."""
    cards = cards_of(member=request.member)
    card = chosen_card(request, cards)
    if card is None:
        return page(request, PIECE, {"title": "缴存明细", "member": request.member})
    filters = _filters(request, card)
    # How long the list is comes with its lines; nobody has more than are exported.
    asked = paging_of(request, total=MOST_EXPORTED, size=ROWS)
    found = _found(card, filters, limit=asked.size, offset=asked.offset)
    shown = paging_of(request, total=found.totals.lines, size=ROWS)
    if shown.offset != asked.offset:
        found = _found(card, filters, limit=shown.size, offset=shown.offset)
    context = {
        **_frame(request, card, filters),
        "cards": cards,
        "lines": found.lines,
        "told": with_reasons(found),
        "totals": found.totals,
        "shown": shown,
    }
    return page(request, PIECE, context, status=REFUSED if filters.refusal else 200)


@members_only
@require_safe
def ledger_export(request: MemberRequest) -> HttpResponse:
    """导出: the same lines as a workbook."""
    card = chosen_card(request, cards_of(member=request.member))
    if card is None:
        raise Http404
    filters = _filters(request, card)
    found = _found(card, filters, limit=MOST_EXPORTED, offset=0)
    columns, rows = workbook_of(found, value("hall.ledger_columns", on=request.today))
    return sheet("个人账户明细", columns, rows, filename="ledger.xlsx")


def _filters(request: MemberRequest, card: AccountCard) -> Filters:
    years = _years(request, card)
    if years:
        return filters_of_year(request, years=years, today=request.today)
    return filters_of(request, today=request.today)


def _years(request: MemberRequest, card: AccountCard) -> list[int]:
    """The years to choose among, where the city asks by the year."""
    if value("hall.ledger_asked_by", on=request.today) != "year":
        return []
    return years_of(opened_on=card.account.opened_on, today=request.today)


def _found(card: AccountCard, filters: Filters, *, limit: int, offset: int) -> Page:
    kinds = [Kind(filters.kind)] if filters.kind in SHOWN_KINDS else []
    return lines_of(
        card=card,
        since=filters.since,
        until=filters.until,
        kinds=kinds,
        limit=limit,
        offset=offset,
    )


def _frame(request: MemberRequest, card: AccountCard, filters: Filters) -> dict[str, Any]:
    columns = value("hall.ledger_columns", on=request.today)
    years = _years(request, card)
    title = "缴存支取信息" if columns == "withdrawal" else "个人账户明细"
    query = request.GET.copy()
    query["account"] = str(card.account.pk)
    return {
        "title": "个人明细账" if years else title,
        "years": years,
        "wide": True,
        "crumbs": [{"label": "主页面", "url": reverse("member:home")}],
        "back_url": reverse("member:home"),
        "member": request.member,
        "card": card,
        "columns": columns,
        "kinds": [(code, Kind(code).label) for code in SHOWN_KINDS],
        "filters": filters,
        "refusal": filters.refusal,
        "export_url": f"{reverse('member:ledger_export')}?{query.urlencode()}",
    }
