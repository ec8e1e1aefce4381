"""Challenges for passkeys: for who is half way in, and for who adds one to his own."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from anju.identity.factors.passkeys import ask_passkey, begin_passkey
from anju.identity.sign_in_staff import HalfWayOver, Missing, what_is_missing
from anju.portals.counter.entry import half_way
from anju.portals.shared.doors.visitors import session_of

JSON = "application/json"


@require_POST
def half_way_challenge(request: HttpRequest) -> HttpResponse:
    """To sign in with a passkey, or to enrol the first one, whichever is missing."""
    now = timezone.now()
    try:
        half = half_way.current(request)
        missing = what_is_missing(half, now=now)
    except HalfWayOver as over:
        return JsonResponse({"sentence": over.sentence}, status=422)
    begin = begin_passkey if missing is Missing.ENROL else ask_passkey
    options = begin(
        owner=half_way.owner_of(half.staff),
        site=half_way.site_of(request),
        session=session_of(request),
        now=now,
    )
    return HttpResponse(options, content_type=JSON)
