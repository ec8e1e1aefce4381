"""退出: asked with 是 and 否, in a dialog or, without script, on a page of its own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from anju.portals.shared.doors.visitors import farewell
from anju.portals.shared.shell.page import page

# Not "cookies": large type and high contrast are remembered there, and whoever needs them
# needs them on the sign-in page too. The session's own cookie is deleted by name.
WIPES = '"cache", "storage"'


def leave(request: HttpRequest, *, door: str) -> HttpResponse:
    """是 ends the session and goes to the door's sign-in page; 否 goes back. (Z-43.)"""
    if request.method == "POST":
        farewell(request)
        response = HttpResponseRedirect(reverse(f"{door}:sign_in"))
        response["Clear-Site-Data"] = WIPES
        return response
    if "visit" not in request.session:
        return HttpResponseRedirect(reverse(f"{door}:sign_in"))
    context = {"title": "退出登录", "stay_url": _where_one_was(request, door)}
    return page(request, "pieces/sign_out.html", context)


def _where_one_was(request: HttpRequest, door: str) -> str:
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    here = came_from.endswith(request.path)
    home = {"counter": "counter:desk"}.get(door, f"{door}:home")
    return came_from if ours and not here else reverse(home)
