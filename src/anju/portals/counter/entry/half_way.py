"""Somebody between password and second factor: kept in his session, which is not signed in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from anju.centers.clock.day import business_day
from anju.identity.factors.passkeys import Owner, Site
from anju.identity.models import Holder
from anju.identity.sign_in_staff import HalfWay, HalfWayOver
from anju.people.models import Staff
from anju.policy.rules import value

KEY = "half_way"


def begin(request: HttpRequest, half: HalfWay, *, way_on: str) -> None:
    """Remember who is half way in; whatever the session was before ends."""
    request.session.flush()
    request.session["way_on"] = way_on
    keep(request, half)
    request.session.cycle_key()


def keep(request: HttpRequest, half: HalfWay, **changes: Any) -> HalfWay:
    """Note how far somebody has come."""
    half = replace(half, **changes)
    request.session[KEY] = {
        "staff": half.staff.pk,
        "since": half.since.isoformat(),
        "address": half.address,
        "activated": half.activated,
        "renewed": half.renewed,
        "proven": half.proven,
    }
    return half


def current(request: HttpRequest) -> HalfWay:
    """Who is half way in here. Raises HalfWayOver for nobody."""
    kept = request.session.get(KEY)
    staff = Staff.objects.filter(pk=kept["staff"], active=True).first() if kept else None
    if kept is None or staff is None:
        raise HalfWayOver("请先输入工号和密码。")
    return HalfWay(
        staff=staff,
        since=datetime.fromisoformat(kept["since"]),
        address=kept["address"],
        activated=kept["activated"],
        renewed=kept["renewed"],
        proven=kept["proven"],
    )


def owner_of(staff: Staff) -> Owner:
    """The clerk as a device shows him."""
    return Owner(Holder.STAFF, staff.pk, staff.login, staff.name)


def site_of(request: HttpRequest) -> Site:
    """This center's hostname, as the browser sees it and as ALLOWED_HOSTS lets it through."""
    host = request.get_host()
    name = str(value("hall.name", on=business_day()))
    return Site(host.rsplit(":", 1)[0], f"{request.scheme}://{host}", name)
