"""Registration of a member, in the city's own shape, or how the counter opens the hall."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.identity.models import Knock
from anju.policy.rules import value
from anju.portals.member.wizard.walk_through import shape_of, walk_through
from anju.portals.shared.shell.page import page


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, step: str = "") -> HttpResponse:
    """用户注册. (J-01, C-03, X-02 to X-04, Z-02 to Z-08; N-02.)"""
    shape = shape_of(Knock.Kind.REGISTER, business_day())
    if shape is None:
        return _at_the_counter(request)
    return walk_through(request, Knock.Kind.REGISTER, shape, step)


def _at_the_counter(request: HttpRequest) -> HttpResponse:
    """N-02: one signs face to face at a branch; there is nothing to fill in here."""
    today = business_day()
    context = {
        "title": "开通网上业务",
        "agreement": value("identity.agreement", on=today),
        "branch_list": value("hall.branches", on=today),
    }
    return page(request, "pieces/member/opens_at_counter.html", context)
