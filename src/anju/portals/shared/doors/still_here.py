"""How long a session still lives; a press on 继续使用 is a sign of life."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anju.identity.visits.look_at_visit import look_at_visit, seconds_left


@never_cache
@require_http_methods(["GET", "POST"])
def still_here(request: HttpRequest) -> HttpResponse:
    """Seconds that are left, 0 for nobody; asking with GET does not prolong anything."""
    pk, now = request.session.get("visit"), timezone.now()
    visit = look_at_visit(pk, now=now, touch=request.method == "POST") if pk else None
    return JsonResponse({"left": seconds_left(visit, now=now) if visit else 0})
