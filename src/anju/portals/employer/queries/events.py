"""What happened to the employer's people: moved, sealed and unsealed, re-based."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.people.accounts.events import (
    IN,
    OUT,
    Asked,
    base_events,
    moves,
    seal_events,
    told_moves,
)
from anju.people.models import AccountEvent
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown
from anju.portals.employer.queries.words import at, day, filing_url, person, words
from anju.portals.shared.doors.words import searchable
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, days, typed
from anju.portals.shared.lists.filters import Filters, filters_of
from anju.portals.shared.lists.query import Query
from anju.portals.shared.templatetags.hall import month

WHO = "姓名、拼音、账号末几位或身份证号"
KINDS = AccountEvent.Kind


@agents_only
@searchable
@require_safe
def transfers(request: AgentRequest) -> HttpResponse:
    """单位下个人转移查询: who came and who went, in both directions."""
    filters = filters_of(request, today=request.today)
    way = choice(request, "way", "转移方向", ((IN, "转入本单位"), (OUT, "转出本单位")))
    found = moves(employer=request.employer, wanted=_asked(filters), direction=way.value)
    query = Query(
        title=name_of(request, "employer:transfers"),
        lead="在本中心各单位之间转入、转出本单位的职工",
        file="transfers",
        columns=(
            *person("event.account"),
            Column("方向", lambda row: "转入" if row.direction == IN else "转出", 8),
            words("other", "转出单位", 30, wide=True),
            Column("生效月份", lambda row: month(row.event.month), 14),
            day("event.happened_on", "办理日期"),
            Amounts("转入后月缴存额", of="joined_fen"),
            _source("event.source"),
        ),
        found=QueryListing(found, dress=partial(_told, employer=request.employer)),
        conditions=(*days(filters), way, typed(WHO, filters.words)),
        refusal=filters.refusal,
        empty="这段时间没有职工转入或转出。",
        icon="arrows-exchange",
        note="职工转到哪个单位是本人的信息，转出的记录不显示转入单位。",
    )
    return shown(request, query, route="employer:transfers")


@agents_only
@searchable
@require_safe
def seals(request: AgentRequest) -> HttpResponse:
    """单位封存启封查询."""
    filters = filters_of(request, today=request.today)
    kinds = ((KINDS.SEALED, "封存"), (KINDS.UNSEALED, "启封"))
    kind = choice(request, "kind", "业务", kinds)
    found = seal_events(employer=request.employer, wanted=_asked(filters), kind=kind.value)
    query = Query(
        title=name_of(request, "employer:seals"),
        lead="本单位办理过的个人封存和启封",
        file="seals",
        columns=(
            *person("account"),
            Column("业务", lambda row: row.get_kind_display(), 8),
            Column("生效月份", lambda row: month(row.month), 14),
            day("happened_on", "办理日期"),
            Amounts("变更前月缴存额", of="monthly_before_fen", total="monthly_before_fen"),
            Amounts("变更后月缴存额", of="monthly_fen", total="monthly_fen"),
            words("actor", "经办人", 12),
            _source("source"),
        ),
        found=QueryListing(found, ("monthly_before_fen", "monthly_fen")),
        conditions=(*days(filters), kind, typed(WHO, filters.words)),
        refusal=filters.refusal,
        empty="这段时间没有封存或启封。",
        icon="lock",
    )
    return shown(request, query, route="employer:seals")


@agents_only
@searchable
@require_safe
def bases(request: AgentRequest) -> HttpResponse:
    """单位基数调整查询."""
    filters = filters_of(request, today=request.today)
    found = base_events(employer=request.employer, wanted=_asked(filters))
    query = Query(
        title=name_of(request, "employer:bases"),
        lead="本单位职工缴存基数的每一次调整",
        file="bases",
        columns=(
            *person("account"),
            Column("生效月份", lambda row: month(row.month), 14),
            day("happened_on", "办理日期"),
            Amounts("调整前基数", of="base_before_fen"),
            Amounts("调整后基数", of="base_fen"),
            Amounts("调整前月缴存额", of="monthly_before_fen", total="monthly_before_fen"),
            Amounts("调整后月缴存额", of="monthly_fen", total="monthly_fen"),
            words("actor", "经办人", 12),
            _source("source"),
        ),
        found=QueryListing(found, ("monthly_before_fen", "monthly_fen")),
        conditions=(*days(filters), typed(WHO, filters.words)),
        refusal=filters.refusal,
        empty="这段时间没有调整过缴存基数。",
        icon="adjustments",
    )
    return shown(request, query, route="employer:bases")


class Told:
    """A move with its new amount; nothing is said of what somebody pays elsewhere."""

    def __init__(self, move: Any) -> None:
        self.event, self.direction, self.other = move.event, move.direction, move.other
        self.joined_fen = move.event.monthly_fen if move.direction == IN else None


def _told(found: Any, *, employer: Any) -> list[Told]:
    return [Told(move) for move in told_moves(found, employer=employer)]


def _source(path: str) -> Column:
    """The serial of the deed, which leads to its list."""
    found = at(path)
    return Column(
        "业务流水号",
        found,
        18,
        url=lambda row: filing_url(found(row)),
    )


def _asked(filters: Filters) -> Asked:
    return Asked(since=filters.since, until=filters.until, words=filters.words)
