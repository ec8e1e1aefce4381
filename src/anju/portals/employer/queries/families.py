"""Which query pages belong together; each leads to its neighbours and is named by the city."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse

from anju.portals.employer.door import AgentRequest
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.ways import Crumb, crumbs
from anju.portals.shared.lists.query import Query, answer, back_to

PEOPLE: Final = {
    "employer:members": "单位下人员明细查询",
    "employer:transfers": "单位下个人转移查询",
    "employer:seals": "单位封存启封查询",
    "employer:bases": "单位基数调整查询",
}
DEEDS: Final = {
    "employer:receipts": "凭证重打",
    "employer:payments": "单位缴存明细查询",
    "employer:filings": "单位缴存登记查询",
    "employer:interest": "单位结息对账单查询",
}
UNIT: Final = {
    "employer:profile": "单位基本信息查询",
    "employer:ratios": "单位比例调整查询",
    "employer:proofs": "单位缴存情况证明打印",
}
FAMILIES: Final = (PEOPLE, DEEDS, UNIT)


def name_of(request: AgentRequest, route: str) -> str:
    """What a query is called here: by the center's own menu, else by its usual name."""
    usual = next(family[route] for family in FAMILIES if route in family)
    return title_in_menu(route, today=request.today) or usual


def tabs(request: AgentRequest, route: str) -> list[dict[str, Any]]:
    """The neighbours of a query, itself marked."""
    family = next(family for family in FAMILIES if route in family)
    return [
        {"label": name_of(request, one), "url": back_to(request, one), "here": one == route}
        for one in family
    ]


def shown(
    request: AgentRequest, query: Query, *, route: str, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of a query beside its neighbours."""
    way = {"crumbs": crumbs("employer:home"), "tabs": tabs(request, route)}
    return answer(request, query, more={**way, **(more or {})})


def shown_below(
    request: AgentRequest, query: Query, *, route: str, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """A page a query leads to, with the way back to the list as it was asked for."""
    back = Crumb(name_of(request, route), back_to(request, route))
    way = {"crumbs": [*crumbs("employer:home"), back], "back_url": back.url}
    return answer(request, query, more={**way, **(more or {})})
