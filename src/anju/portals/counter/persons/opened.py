"""The one file a clerk has open: kept in his session, never in an address."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, cast

from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from anju.ground.masks import mask_identity, mask_mobile, mask_name
from anju.identity.counter.open_person import Opened, Person, person_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.shared.doors.visitors import View

KEY = "person"
LASTS = timedelta(minutes=20)


class PersonRequest(StaffRequest):
    """A request about the person whose file lies open."""

    opened: Opened
    person: Person


def keep(request: StaffRequest, opened: Opened) -> None:
    """Lay a file open; the one before is closed by it."""
    request.session[KEY] = {
        "holder": opened.holder,
        "id": opened.holder_id,
        "reason": opened.reason,
        "words": opened.words,
        "case": opened.case,
        "at": timezone.now().isoformat(),
    }


def close(request: StaffRequest) -> None:
    """Close the file."""
    request.session.pop(KEY, None)


def with_person(*holders: str) -> Callable[[View], View]:
    """Lets a clerk through who has opened a file of this kind, with a reason, just now."""

    def gate(view: View) -> View:
        @staff_only
        @wraps(view)
        def serving(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            opened = _opened(request)
            if opened is None or opened.holder not in holders:
                return HttpResponseRedirect(reverse("counter:person"))
            known = cast(PersonRequest, request)
            known.opened, known.person = opened, person_of(opened)
            return view(known, *args, **kwargs)

        return serving

    return gate


def banner(person: Person) -> dict[str, str]:
    """Enough to know whom one has in front of one, and no more."""
    return {
        "name": mask_name(person.name),
        "identity": mask_identity(person.identity_number),
        "mobile": mask_mobile(person.mobile) if person.mobile else "未登记",
    }


def _opened(request: StaffRequest) -> Opened | None:
    kept = request.session.get(KEY)
    if kept is None or timezone.now() >= datetime.fromisoformat(kept["at"]) + LASTS:
        close(request)
        return None
    return Opened(kept["holder"], kept["id"], kept["reason"], kept["words"], kept["case"])
