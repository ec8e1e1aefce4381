"""The history of one account within this employer, opened from any list line."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.models import Register
from anju.contributions.registers.give_receipts import receipts_of
from anju.contributions.registers.lists import history_of
from anju.people.models import AccountEvent, FundAccount
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import page

# Which receipt of a register belongs to which event of an account.
RECEIPTS = {"03": "opening", "04": "unsealing", "05": "sealing", "10": "base_change"}


@agents_only
@require_safe
def account_history(request: AgentRequest, pk: int) -> HttpResponse:
    """账户变更记录: opened, sealed, unsealed, re-based; by which register, with its receipt."""
    events = AccountEvent.objects.filter(employer=request.employer)
    account = get_object_or_404(
        FundAccount.objects.select_related("member"),
        pk__in=events.filter(account=pk).values("account"),
    )
    found = history_of(employer=request.employer, account=account)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "账户变更记录",
        "crumbs": crumbs("employer:home"),
        "account": account,
        "here": account.employer_id == request.employer.pk,
        "rows": _rows(request, list(found[shown.slice])),
        "shown": shown,
    }
    return page(request, "pieces/employer/account_history.html", context)


def _rows(request: AgentRequest, events: list[AccountEvent]) -> list[dict[str, Any]]:
    numbers = {event.source for event in events}
    registers = {
        one.number: one
        for one in Register.objects.filter(employer=request.employer, number__in=numbers)
    }
    return [_row(event, registers.get(event.source)) for event in events]


def _row(event: AccountEvent, register: Register | None) -> dict[str, Any]:
    if register is None:
        return {"event": event, "register_url": "", "receipt_url": ""}
    receipt = receipts_of(register).filter(kind=RECEIPTS.get(event.kind, "transfer")).first()
    return {
        "event": event,
        "register_url": reverse("employer:filing", args=[register.number]),
        "receipt_url": reverse("employer:receipt", args=[receipt.number]) if receipt else "",
    }
