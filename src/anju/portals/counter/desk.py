"""The desk: find an employer, and the ways to what the counter does."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.payments.lists import order_figures
from anju.people.models import Employer, FundAccount
from anju.portals.counter.door import SIGNERS, StaffRequest, rooms_of, staff_only
from anju.portals.shared.page import page

NORMAL = FundAccount.State.NORMAL
FOUND_MOST = 20
WORDS_MOST = 40


@staff_only
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """工作台."""
    words = request.GET.get("q", "").strip()[:WORDS_MOST]
    context = {
        "title": "柜面工作台",
        "wide": True,
        "words": words,
        "found": _found(words) if words else [],
        "figures": _figures(),
        "doors": [
            {
                "label": room.label,
                "url": reverse(room.route),
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
