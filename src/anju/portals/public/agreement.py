"""What one agrees to before one uses the hall, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from anju.centers.clock.day import business_day
from anju.policy.rules import value
from anju.portals.shared.shell.page import page


@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """The agreement that holds today, as this city calls it. (J-01, X-02, Z-04.)"""
    found = value("identity.agreement", on=business_day())
    context = {"title": found.title, "agreement": found}
    return page(request, "pieces/public/agreement.html", context)
