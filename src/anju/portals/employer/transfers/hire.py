"""入职三查: type whom one hires, learn the next step, go there."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.contributions.transfers.check_hire import Hire, NextStep, check_hire
from anju.ground.errors import Refusal
from anju.policy.hotline import hotline
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/hire.html"
# What to say, where to go on, and what that way is called.
STEPS: dict[NextStep, tuple[str, str, str, str]] = {
    NextStep.OPEN: ("新开户", "此人可以由贵单位新开户。", "employer:register", "填写变更清册"),
    NextStep.TRANSFER: (
        "转入",
        "请办理转入，不要新开户。",
        "employer:arrivals",
        "申请转入",
    ),
    NextStep.SEAL_FIRST: (
        "请原单位先封存",
        "请职工联系原单位办理封存，或由贵单位申请转入、职工本人同意后转入。",
        "employer:arrivals",
        "申请转入",
    ),
    NextStep.UNSEAL: (
        "启封",
        "此人在贵单位有封存账户，请办理启封。",
        "employer:register",
        "填写变更清册",
    ),
    NextStep.HERE: (
        "不用办理",
        "此人已经在贵单位正常缴存。",
        "employer:members",
        "查看本单位职工",
    ),
    NextStep.COUNTER: (
        "请本人到柜台办理",
        "请职工本人带身份证到就近的管理部核实后再办理。",
        "",
        "",
    ),
}


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def hire(request: AgentRequest) -> HttpResponse:
    """The form, and under it the one answer; what was typed stays out of the address."""
    if request.method != "POST":
        return page(request, PIECE, _context(request))
    typed = Hire(answer(request, "name"), answer(request, "identity_number"))
    try:
        step = check_hire(
            hire=typed, by=request.appointment, today=request.today, now=timezone.now()
        )
    except Refusal as refusal:
        context = {**_context(request), "refusal": refusal}
        return page(request, PIECE, context, status=REFUSED)
    title, words, route, label = STEPS[step]
    found = {
        "name": typed.name,
        "title": title,
        "words": words,
        "url": reverse(route) if route else "",
        "label": label,
        "hotline": hotline(now=timezone.now()),
    }
    return page(request, PIECE, {**_context(request), "found": found})


def _context(request: AgentRequest) -> dict[str, Any]:
    return {
        "title": "入职三查",
        "crumbs": crumbs("employer:home"),
        "fields": [
            Field("name", "姓名", value=answer(request, "name"), autocomplete="off"),
            Field(
                "identity_number",
                "身份证号",
                value=answer(request, "identity_number"),
                autocomplete="off",
                hint="须完整、准确，与身份证一致",
            ),
        ],
    }
