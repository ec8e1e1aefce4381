"""银行账户签约: which account is signed, and what remains to be done at the bank."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.cases.lists import cases_of
from anju.cases.models import Case
from anju.contributions.unit.kinds import Kind
from anju.ground.masks import mask_card
from anju.payments.lists import has_collected
from anju.payments.models import SignedAccount
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.shell.page import page


@agents_only
@require_safe
def bank(request: AgentRequest) -> HttpResponse:
    """The signed accounts, newest first, and an application on its way (C-46, C-47)."""
    accounts = SignedAccount.objects.filter(employer=request.employer).order_by("-id")
    waiting = cases_of(employer=request.employer).filter(
        kind=Kind.SIGNING.value, state__in=Case.OPEN
    )
    context = {
        "title": "银行账户签约",
        "crumbs": crumbs("employer:home"),
        "accounts": [_account(one) for one in accounts],
        "waiting": waiting.first(),
        "apply_url": reverse("employer:own_apply", args=[Kind.SIGNING]),
        "signed": any(one.ended_on is None for one in accounts),
    }
    return page(request, "pieces/employer/own_bank.html", context)


def _account(one: SignedAccount) -> dict[str, Any]:
    ended = one.ended_on is not None
    proven = not ended and has_collected(account=one.account)
    return {
        "bank": one.bank,
        "account": mask_card(one.account),
        "holder": one.holder,
        "signed_on": one.signed_on,
        "ended_on": one.ended_on,
        "state": "已解约" if ended else "已签约" if proven else "待银行签约",
        "tone": "" if ended else "tag-ok" if proven else "tag-warn",
        "icon": "x" if ended else "check" if proven else "clock",
        "to_bank": not ended and not proven,
    }
