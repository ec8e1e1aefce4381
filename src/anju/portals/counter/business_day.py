"""营业日: in a demo, staff move the business day forward, and the bank's date with it."""

from datetime import date, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.audit.record import record
from anju.centers.clock.day import business_day as today_of_the_center
from anju.contributions.move_day import move_day
from anju.ground.errors import Refusal
from anju.payments.gateway import bank_clock
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/business_day.html"


class NoDay(Refusal):
    code = "portals.no_day"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def business_day(request: StaffRequest) -> HttpResponse:
    """推进营业日; only where the installation is a demo."""
    if not settings.DEMO:
        raise Http404
    context: dict[str, object] = {}
    if request.method == "POST":
        try:
            context["done"] = _move(request)
        except Refusal as refusal:
            context["refusal"] = refusal
    today = today_of_the_center()
    following = (today + timedelta(days=1)).isoformat()
    context |= {
        "title": "营业日",
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "day": today,
        "fields": [Field("to", "推进到", type="date", value=following, extra="w-month")],
    }
    return page(request, PIECE, context, status=REFUSED if "refusal" in context else 200)


def _move(request: StaffRequest) -> str:
    try:
        to = date.fromisoformat(answer(request, "to"))
    except ValueError as error:
        raise NoDay("请填写要推进到的日期，例如 2026-11-19。") from error
    move_day(to=to, clock=bank_clock())
    record(actor=request.staff.name, deed="move_business_day", subject=to.isoformat())
    return f"营业日已推进到 {to.isoformat()}，模拟银行的日期一并移到同一天。"
