"""The desk: find an employer, and the ways to what the counter does."""

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.payments.lists import order_figures
from anju.people.models import Employer, FundAccount
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.page import page

NORMAL = FundAccount.State.NORMAL
FOUND_MOST = 20
WORDS_MOST = 40
DOORS = [
    ("银行签约", "counter:agreement", "building-bank", "网厅单位缴存银行账户签约"),
    ("支票入账", "counter:cheque", "file-invoice", "财政支票记入单位预缴户"),
    ("办件", "counter:deeds", "files", "各单位的汇缴与预缴，办到哪一步"),
    ("付款", "counter:orders", "cash", "向银行发出的指令与银行的答复"),
    ("银行对账", "counter:statements", "scale", "对账单与我方指令逐笔核对"),
]
DAY = ("营业日", "counter:business_day", "calendar", "演示环境推进营业日")


@staff_only
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """工作台."""
    words = request.GET.get("q", "").strip()[:WORDS_MOST]
    doors = [*DOORS, DAY] if settings.DEMO else DOORS
    context = {
        "title": "柜面工作台",
        "wide": True,
        "words": words,
        "found": _found(words) if words else [],
        "figures": _figures(),
        "doors": [
            {"label": label, "url": reverse(route), "icon": icon, "words": said}
            for label, route, icon, said in doors
        ],
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
