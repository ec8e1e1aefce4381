"""A forgotten password, in the city's own shape."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.identity.models import Knock
from anju.portals.member.wizard.walk_through import shape_of, walk_through


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def forgot(request: HttpRequest, step: str = "") -> HttpResponse:
    """忘记密码, 个人重置. (N-16, J-22, C-05, X-05, Z-13 to Z-15.)"""
    shape = shape_of(Knock.Kind.RESET, business_day())
    if shape is None:
        raise Http404
    return walk_through(request, Knock.Kind.RESET, shape, step)
