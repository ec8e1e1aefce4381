"""资金保护: why a member's payouts wait, and lifting one after the person has been seen."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.counter.lift_at_counter import lift_at_counter
from anju.people.models import Hold, Member
from anju.people.restraints.holds import open_holds
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page


@with_person("member")
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: PersonRequest) -> HttpResponse:
    """暂停支付: each with its reason and end, and the way to lift it."""
    member, now = request.person, timezone.now()
    if not isinstance(member, Member):
        raise TypeError("the file of a member is asked for")
    refusal: Refusal | None = None
    said = ""
    if request.method == "POST":
        found = get_object_or_404(Hold, pk=_number(answer(request, "hold")), member=member)
        try:
            with transaction.atomic():
                lift_at_counter(
                    member=member,
                    hold=found,
                    card_checked=bool(answer(request, "card")),
                    reason=answer(request, "reason"),
                    by=request.staff,
                    now=now,
                )
            said = f"已解除“{found.get_reason_display()}”。其他的暂停支付不受影响。"
        except Refusal as refused:
            refusal = refused
    context = {
        "title": "资金保护",
        "crumbs": [
            {"label": "工作台", "url": reverse("counter:desk")},
            {"label": "个人资料", "url": reverse("counter:person_file")},
        ],
        "back_url": reverse("counter:person_file"),
        "person": banner(member),
        "holds": list(open_holds(member, now)),
        "refusal": refusal,
        "said": said,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/holds.html", context, status=status)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
