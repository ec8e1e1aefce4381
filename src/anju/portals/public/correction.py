"""资料更正确认: whoever holds the old telephone answers an employer's proposal by a code."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.answer_by_old_mobile import answer_by_old_mobile, ask_old_mobile
from anju.people.models import Proposal
from anju.policy.hotline import hotline
from anju.portals.shared.contact_pages import pages_of, place_of
from anju.portals.shared.doors.robots import SpeedBump
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.steps import seconds_until

PIECE = "pieces/public/correction.html"
OUTCOME = "correction_outcome"
SENT = (
    "若流水号正确且仍待确认，验证码已发送至职工本人在中心登记的手机。"
    "没有收到？请核对流水号，或拨打 {hotline}。"
)


class NotChosen(Refusal):
    code = "portals.not_chosen"


@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest) -> HttpResponse:
    """流水号, 获取验证码, 验证码, 同意 or 不同意; every number looks alike before the code."""
    bump = SpeedBump(request, form="correction", name=answer(request, "number")[:20])
    if request.method != "POST":
        robot = bump.shown()
        due = robot if robot is not None and robot.puzzle else None
        return page(request, PIECE, _context(request, robot=due))
    try:
        bump.check()
        if "ask_code" in request.POST:
            return _ask(request, bump)
        proposal = answer_by_old_mobile(
            number=answer(request, "number"),
            accept=_choice(request),
            typed=answer(request, "code"),
            place=place_of(request),
            pages=pages_of(request),
            now=timezone.now(),
        )
    except Refusal as refusal:
        bump.failed()
        context = _context(request, refusal=refusal, robot=bump.shown())
        return page(request, PIECE, context, status=REFUSED)
    request.session[OUTCOME] = proposal.state
    return HttpResponseRedirect(reverse("public:correction_answered"))


@require_safe
def correction_answered(request: HttpRequest) -> HttpResponse:
    """What came of it."""
    if request.session.pop(OUTCOME, "") == Proposal.State.ACCEPTED:
        context = {
            "title": "已同意更正",
            "words": "登记的资料已更正。为保护资金，一段时间内暂停支付，到时自动恢复。",
            "more": "如果更正的是手机号码，原号码会收到一条短信，72 小时内可以撤销。",
        }
    else:
        number = hotline(now=timezone.now())
        context = {
            "title": "已答复",
            "words": "没有同意的更正不会生效，登记的资料没有改变。",
            "more": f"如果您没有委托单位更正资料，请拨打 {number} 告诉我们。",
        }
    return page(request, "pieces/public/settled.html", context)


def _choice(request: HttpRequest) -> bool:
    """A press of Enter decides nothing."""
    if "accept" not in request.POST and "refuse" not in request.POST:
        raise NotChosen("请在填好验证码后，按“同意更正”或“不同意”。")
    return "accept" in request.POST


def _ask(request: HttpRequest, bump: SpeedBump) -> HttpResponse:
    now = timezone.now()
    again = ask_old_mobile(number=answer(request, "number"), place=place_of(request), now=now)
    seconds = seconds_until(again, now=now)
    sent = SENT.format(hotline=hotline(now=now))
    context = _context(request, sent=sent, seconds=seconds, robot=bump.shown())
    return page(request, PIECE, context)


def _context(request: HttpRequest, **more: Any) -> dict[str, Any]:
    number = answer(request, "number")[:20]
    return {
        "title": "资料更正确认",
        "crumbs": [{"label": "首页", "url": reverse("public:front")}],
        "back_url": reverse("public:front"),
        "fields": [Field("number", "流水号", value=number, hint="在发给您的短信里")],
        "error_title": "没有办成",
        **more,
    }
