"""A change of the own data is done: 修改成功, 变更成功, and the way to the receipt."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.documents.lists import receipt_about
from anju.documents.models import Receipt
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.shell.page import page

TITLES = {
    Receipt.Kind.REGISTRATION_CHANGE: "修改成功",
    Receipt.Kind.RATIO_CHANGE: "变更成功",
}


def done_url(subject: str) -> str:
    """The page of the deed a receipt is about; empty while there is no receipt."""
    receipt = receipt_about(subject=subject)
    return reverse("employer:own_done", args=[receipt.number]) if receipt else ""


@agents_only
@require_safe
def done(request: AgentRequest, number: str) -> HttpResponse:
    """The deed whose receipt bears this number; another employer's is not found."""
    receipt = get_object_or_404(
        Receipt, owner=request.employer.number, number=number, kind__in=list(TITLES)
    )
    context = {
        "title": TITLES[Receipt.Kind(receipt.kind)],
        "crumbs": crumbs("employer:home"),
        "words": f"{receipt.kind_label} {receipt.number} 已出具，可以打印留存。",
        "next_url": reverse("employer:receipt", args=[receipt.number]),
        "next_label": "打印回单",
    }
    return page(request, "pieces/employer/done.html", context)
