"""The public pages about a person's contacts, as full addresses for messages."""

from django.http import HttpRequest
from django.urls import reverse

from anju.identity.contacts.member_codes import Place
from anju.identity.contacts.pages import Pages
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.visitors import session_of


def pages_of(request: HttpRequest) -> Pages:
    """The addresses in the form the visitor came by; the hosts are ours by ALLOWED_HOSTS."""
    root = request.build_absolute_uri(reverse("public:disavow", args=["x"]))
    return Pages(
        disavow=root.removesuffix("x"),
        confirm=request.build_absolute_uri(reverse("public:correction")),
    )


def place_of(request: HttpRequest) -> Place:
    """Where a code is asked for and typed: one session, one network address."""
    return Place(session=session_of(request), address=address_of(request))
