"""当月汇缴: the guiding question, 当月有变化 or 当月无变化 (X-17)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.contributions.models import Line, RemittedMonth
from anju.contributions.registers.open_register import drafts_of
from anju.contributions.remittances.due import next_month
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import FormError, answer
from anju.portals.shared.shell.page import REFUSED, page

LEADS = {
    "none": "employer:remittances",
    "some": "employer:register",
    "bases": "employer:base_register",
}


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def month(request: AgentRequest) -> HttpResponse:
    """Ask what has changed, and lead to the register or straight to the remittance."""
    errors = []
    if request.method == "POST":
        chosen = answer(request, "change")
        if chosen in LEADS:
            return HttpResponseRedirect(reverse(LEADS[chosen]))
        errors = [FormError("change", "请选择本月缴存职工有没有变化。")]
    context = {
        "title": "当月汇缴",
        "crumbs": crumbs("employer:home"),
        "month": next_month(request.employer),
        "last": RemittedMonth.objects.filter(employer=request.employer, live=True)
        .order_by("-month")
        .first(),
        "draft_rows": Line.objects.filter(register__in=drafts_of(request.employer)).count(),
        "errors": errors,
    }
    piece = "pieces/employer/month.html"
    return page(request, piece, context, status=REFUSED if errors else 200)
