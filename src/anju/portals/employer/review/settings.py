"""复核设置: when a second person is needed, and how far each of the agents may go."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.contributions.review.rules import Setting, has_set, setting_of
from anju.contributions.review.set_four_eyes import set_four_eyes
from anju.ground.amounts import parse_yuan, plain_yuan
from anju.ground.errors import Refusal
from anju.identity.employers.rights import Deed
from anju.people.agents.set_agent_limit import set_agent_limit
from anju.portals.employer.door import AgentRequest, may
from anju.portals.employer.review.hand_in import go_on
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/review_settings.html"
PEOPLE_DIGITS = 6


@may(Deed.APPOINT)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def review_settings(request: AgentRequest) -> HttpResponse:
    """开启复核 and its thresholds; to loosen them needs another person."""
    if request.method != "POST":
        return page(request, PIECE, _context(request))
    try:
        outcome = set_four_eyes(
            setting=_asked(request),
            by=request.appointment,
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        context = {**_context(request), "refusal": refusal}
        return page(request, PIECE, context, status=REFUSED)
    return go_on(outcome, f"{reverse('employer:review_settings')}?saved=1")


@may(Deed.APPOINT)
@fresh
@require_POST
def review_limit(request: AgentRequest) -> HttpResponse:
    """办理限额 of a colleague; nobody sets his own."""
    text, key = answer(request, "limit"), answer(request, "appointment")
    try:
        set_agent_limit(
            appointment=int(key) if key.isdecimal() and len(key) < 19 else 0,
            limit_fen=parse_yuan(text) if text else None,
            by=request.appointment,
        )
    except Refusal as refusal:
        context = {**_context(request), "refusal": refusal}
        return page(request, PIECE, context, status=REFUSED)
    return HttpResponseRedirect(f"{reverse('employer:review_settings')}?saved=1")


def _asked(request: AgentRequest) -> Setting:
    people, amount = answer(request, "people_over"), answer(request, "amount_over")
    if not (people.isascii() and people.isdecimal() and len(people) <= PEOPLE_DIGITS):
        raise BadForm("“超过多少人”请填 0 至 999999 的整数；填 0 表示每一项都要复核。")
    return Setting(
        on=answer(request, "on") == "1",
        people_over=int(people),
        amount_over_fen=parse_yuan(amount) if amount.strip("0.") else 0,
    )


def _context(request: AgentRequest) -> dict[str, Any]:
    now = setting_of(employer=request.employer, today=request.today)
    serving = request.employer.appointments.select_related("agent").filter(active=True)
    posted = request.method == "POST" and "people_over" in request.POST
    people = answer(request, "people_over") if posted else str(now.people_over)
    amount = answer(request, "amount_over") if posted else plain_yuan(now.amount_over_fen)
    return {
        "title": "复核设置",
        "crumbs": crumbs("employer:home", "employer:submissions"),
        "setting": now,
        "own": has_set(employer=request.employer),
        "saved": "saved" in request.GET,
        "fields": [
            Field(
                "on",
                "业务提交后须另一人复核",
                value="1" if now.on else "0",
                choices=(("1", "开启"), ("0", "关闭")),
            ),
            Field(
                "people_over",
                "超过多少人须复核（人）",
                value=people,
                inputmode="numeric",
                hint="填 0 表示每一项都要复核",
                extra="w-amount",
            ),
            Field(
                "amount_over",
                "超过多少金额须复核（元）",
                value=amount,
                inputmode="decimal",
                hint="清册和比例变更按变更后月缴存额合计，汇缴和预缴按金额",
                extra="w-amount",
            ),
        ],
        "serving": [
            {
                "pk": one.pk,
                "name": one.agent.name,
                "role": one.get_role_display(),
                "limit_fen": one.limit_fen,
                "limit": plain_yuan(one.limit_fen) if one.limit_fen is not None else "",
                "mine": one.agent_id == request.agent.pk,
            }
            for one in serving.order_by("pk")
        ],
    }
