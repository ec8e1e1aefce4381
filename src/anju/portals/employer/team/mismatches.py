"""注册信息不符: colleagues who could not register because their data differ (J-02)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.identity.employers.rights import Deed
from anju.identity.enrolment.mismatches import Mismatch, answer_mismatch, mismatches_of
from anju.portals.employer.door import AgentRequest, agents_only, may
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import page


@agents_only
@require_safe
def mismatches(request: AgentRequest) -> HttpResponse:
    """The to-do list; an agent proposes a correction, or finds that nothing is wrong."""
    found = mismatches_of(employer=request.employer, now=timezone.now())
    context = {
        "title": "注册信息不符",
        "crumbs": crumbs("employer:home"),
        "rows": [_row(request, one) for one in found],
        "may_propose": request.rights.propose,
        "why_not": request.rights.why_not(Deed.PROPOSE),
    }
    return page(request, "pieces/employer/mismatches.html", context)


@may(Deed.PROPOSE)
@require_POST
def settled(request: AgentRequest) -> HttpResponse:
    """已核实，不用更正: takes a colleague off the list."""
    asked = answer(request, "mismatch")
    answer_mismatch(
        employer=request.employer,
        pk=int(asked) if asked.isdecimal() and len(asked) < 19 else 0,
        by=f"agent/{request.agent.pk}",
        now=timezone.now(),
    )
    return HttpResponseRedirect(reverse("employer:mismatches"))


def _row(request: AgentRequest, one: Mismatch) -> dict[str, Any]:
    account = one.member.accounts.filter(employer=request.employer).order_by("state").first()
    asked = f"account={account.pk if account else ''}&field={one.field.value}"
    return {
        "pk": one.pk,
        "member": one.member,
        "field": one.field.label,
        "typed": one.typed,
        "at": one.at,
        "propose_url": f"{reverse('employer:mobile_change')}?{asked}",
    }
