"""钱到哪了 (C2.7): each payment and arrival of the employer, how old it is and who must act."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.whereabouts import (
    MoneyKind,
    MoneyQuestion,
    Stage,
    Whereabout,
    Who,
)
from anju.contributions.enquiries.whereabouts import (
    whereabouts as money_of,
)
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.queries.words import day, words
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, days
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query, answer

DEEDS = {
    MoneyKind.REMITTANCE: "employer:remittance",
    MoneyKind.PREPAYMENT: "employer:prepayment",
    MoneyKind.BACK_PAYMENT: "employer:back_payment",
    MoneyKind.ARRIVAL: "employer:incoming",
}


def _deed(row: Whereabout) -> str:
    return reverse(DEEDS[MoneyKind(row.kind)], args=[row.number])


COLUMNS = (
    Column("款项", lambda row: row.label, 22, lead=True, url=_deed),
    words("number", "流水号", 18),
    words("way_label", "方式"),
    Amounts("业务金额", of="deed_fen", total="deed_fen"),
    Amounts("来款金额", of="arrival_fen", total="arrival_fen"),
    words("state_label", "状态", 10),
    Figures("已过天数", of="age_days"),
    words("who_label", "该谁办", 10),
    Column("说明", lambda row: row.sentence, 40, wide=True),
    day("since_on", "开始日期"),
    day("ended_on", "办结日期"),
)


@agents_only
@require_safe
def whereabouts(request: AgentRequest) -> HttpResponse:
    """查询: what is still open whatever its day, and what was begun in the span."""
    filters = filters_of(request, today=request.today)
    kind = choice(request, "kind", "款项", MoneyKind.choices)
    stage = choice(request, "stage", "进度", Stage.choices)
    who = choice(request, "who", "该谁办", Who.choices)
    asked = MoneyQuestion(
        since=filters.since,
        until=filters.until,
        today=request.today,
        kind=kind.value,
        stage=stage.value,
        who=who.value,
    )
    query = Query(
        title=title_in_menu("employer:whereabouts", today=request.today) or "钱到哪了",
        lead="每一笔汇缴、预缴和来款办到了哪一步，该谁办；点款项看详情和回单",
        file="whereabouts",
        columns=COLUMNS,
        found=money_of(employer=request.employer, wanted=asked),
        conditions=(*days(filters), kind, stage, who),
        refusal=filters.refusal,
        empty="这段时间没有缴款，也没有来款。",
        hint="用“汇缴”或“预缴”缴款后，可以在这里看到钱到了哪一步。",
        icon="coins",
        note="在途的款项不论日期都列在最前面。来款是贵单位自己转账到归集账户的钱。",
    )
    return answer(request, query, more={"crumbs": crumbs("employer:home")})
