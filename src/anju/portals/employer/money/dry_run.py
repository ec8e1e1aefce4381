"""先看账再交钱 (C2.4): who joins and leaves, by how much the month changes, what stands out."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.enquiries.dry_run import DryRun, Reason, Warned
from anju.contributions.lists import overview
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.words import words
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, typed
from anju.portals.shared.lists.query import Query, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/dry_run.html"
CHANGED = ("changed", "有变化的")
COLUMNS = (
    Column("个人账号", lambda row: mask_account(row.number), 20),
    words("name", "姓名", lead=True),
    words("reason_label", "变化", 10),
    Amounts("上次基数", of="base_before_fen"),
    Amounts("本次基数", of="base_fen"),
    Amounts("上次缴存额", of="before_fen", total="before_fen"),
    Amounts("本次缴存额", of="now_fen", total="now_fen"),
    Amounts("差额", of="more_fen", total="more_fen"),
    words("warning_words", "提醒", 30, wide=True),
)


@agents_only
@searchable
@require_safe
def dry_run(request: AgentRequest) -> HttpResponse:
    """查询: the persons of the last month and of this one, by reason, warning or words."""
    asked_words = words_of(request)
    reason = choice(request, "reason", "变化", (CHANGED, *Reason.choices), usual="changed")
    warning = choice(request, "warning", "提醒", Warned.choices)
    run = DryRun(request.employer, request.today)
    # Who asks for a warning wants everybody it is about, changed or not.
    wanted = "" if warning.value and "reason" not in request.GET else reason.value
    try:
        more = shown_beside(request, run)
    except Refusal as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    month = run.month
    query = Query(
        title="先看账再交钱",
        lead=f"{month.chinese}应缴与上次汇缴逐人对照；这里只看，不会扣款",
        file=f"dry-run-{month}",
        columns=COLUMNS,
        found=run.people(reason=wanted, warning=warning.value, words=asked_words),
        conditions=(reason, warning, typed("姓名、拼音或账号末 6 位", asked_words)),
        empty="没有符合条件的职工。",
        hint="把“变化”改为“全部”，可以看到每一个人。",
        icon="users",
        piece=PIECE,
    )
    way = {"crumbs": crumbs("employer:home", "employer:month", "employer:remittances")}
    return answer(request, query, more={**way, **more, "dry_url": ""})


def shown_beside(request: AgentRequest, run: DryRun) -> dict[str, Any]:
    """The bars and warnings, as the page itself and the check before paying show them."""
    summary, behind = run.summary(), overview(employer=request.employer, today=request.today)
    address = reverse("employer:dry_run")
    return {
        "dry": summary,
        "months_behind": behind.months_behind,
        "under_way": behind.in_progress,
        "dry_url": address,
        "dry_warnings": [
            {"label": label, "heads": heads, "url": f"{address}?reason=&warning={name}"}
            for name, label, heads in summary.warnings
        ],
        "pay_url": reverse("employer:remittances"),
    }
