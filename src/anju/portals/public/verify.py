"""回单验证: anybody who holds a receipt asks whether the center gave it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.documents.verify_receipt import verify_receipt
from anju.ground.errors import Refusal
from anju.identity.limit_table import VERIFY_BLOCK
from anju.identity.limits import block_of, give_back, take
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.shell.page import REFUSED, page

CODE_MOST = 32


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and what is known about the receipt with the code in the address."""
    code = request.GET.get("code", "").strip()[:CODE_MOST]
    context: dict[str, Any] = {
        "title": "回单验证",
        "crumbs": [{"label": "首页", "url": reverse("public:front")}],
        "back_url": reverse("public:front"),
        "code": code,
    }
    if not code:
        return page(request, "pieces/public/verify.html", context)
    try:
        context["receipt"] = _asked(request, code)
    except Refusal as refusal:
        context["refused"] = refusal
        return page(request, "pieces/public/verify.html", context, status=REFUSED)
    return page(request, "pieces/public/verify.html", context)


def _asked(request: HttpRequest, code: str) -> Any:
    """Look the code up; whoever guesses from one address is asked for patience."""
    tried, now = (VERIFY_BLOCK, block_of(address_of(request))), timezone.now()
    take(tried, now=now)
    receipt = verify_receipt(code=code, now=now)
    give_back(tried, now=now)
    return receipt
