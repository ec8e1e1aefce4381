"""The desk: find an employer, and the ways to what the counter does."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.identity.alarms import open_alarms
from anju.payments.lists import order_figures
from anju.people.models import Employer, FundAccount
from anju.portals.counter.door import StaffRequest, rooms_of, staff_only
from anju.portals.counter.rooms import BUSINESS, SIGNERS
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.shell.page import page

NORMAL = FundAccount.State.NORMAL
FOUND_MOST = 20


@staff_only
@searchable
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """工作台."""
    # Administrators keep the house; employers and their money are none of their business.
    business = request.staff.role in BUSINESS
    words = words_of(request) if business else ""
    context = {
        "title": "柜面工作台",
        "wide": True,
        "words": words,
        "found": _found(words) if words else [],
        "business": business,
        "alarms": open_alarms(now=timezone.now()),
        "figures": _figures() if business else [],
        "doors": [
            {
                "label": room.label,
                "url": reverse(f"counter:{room.route}"),
                "icon": room.icon,
                "words": room.words,
            }
            for room in rooms_of(request.staff)
        ],
        "may_sign": request.staff.role in SIGNERS,
    }
    return page(request, "pieces/counter/desk.html", context)


def _figures() -> list[tuple[str, int, str]]:
    """How the center stands today: a word, a count, and the tone in which it is said."""
    standing = order_figures()
    return [
        ("缴存单位", Employer.objects.exclude(state=Employer.State.CLOSED).count(), ""),
        ("正常缴存职工", FundAccount.objects.filter(state=NORMAL).count(), ""),
        ("等待银行答复", standing.unanswered, ""),
        ("冻结待查的付款", standing.frozen, "t-err" if standing.frozen else ""),
    ]


def _found(words: str) -> list[Employer]:
    normal = Count("accounts", filter=Q(accounts__state=NORMAL))
    asked = Q(name__contains=words) | Q(number__endswith=words) | Q(credit_code=words.upper())
    found = Employer.objects.filter(asked).annotate(heads=normal)
    return list(found.order_by("name")[:FOUND_MOST])
