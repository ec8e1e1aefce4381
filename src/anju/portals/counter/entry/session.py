"""Leaving, and proving oneself again, at this door."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from anju.identity.models import Visit
from anju.portals.counter.door import HOME, staff_only
from anju.portals.counter.entry.factor_again import BY_SECOND_FACTOR
from anju.portals.shared.doors.sign_out import leave
from anju.portals.shared.doors.step_up import Factors, ask_again

# By the strength of the sign-in (Visit.Strength); whatever is missing is proven by password.
FACTORS: Factors = {Visit.Strength.TWO: BY_SECOND_FACTOR}


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """退出: 是 or 否."""
    return leave(request, door="counter")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """再次确认身份."""
    return ask_again(request, home=HOME, factors=FACTORS)
