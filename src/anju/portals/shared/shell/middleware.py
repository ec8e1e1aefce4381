"""Picks the shell a visitor sees, and answers refusals that no view has answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from anju.ground.errors import Refusal
from anju.portals.shared.shell.page import REFUSED, page

SHELLS = ("desktop", "mobile")
_PHONES = ("Mobile", "Android", "iPhone", "HarmonyOS", "MicroMessenger")


class ShellMiddleware:
    """Sets request.shell from the visitor's own choice, else a client hint, else the agent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.shell = shell_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """An expected "no" becomes a page with its sentence; its transaction is undone."""
        if not isinstance(exception, Refusal):
            return None
        context = {"refusal": exception, "title": "没有办成"}
        return page(request, "pieces/refusal.html", context, status=REFUSED)


def shell_of(request: HttpRequest) -> str:
    """The shell's name: the cookie wins, then Sec-CH-UA-Mobile, then the User-Agent's words."""
    chosen = request.COOKIES.get("hall_shell", "")
    if chosen in SHELLS:
        return chosen
    hint = request.headers.get("Sec-CH-UA-Mobile")
    if hint is not None:
        return "mobile" if hint == "?1" else "desktop"
    agent = request.headers.get("User-Agent", "")
    return "mobile" if any(word in agent for word in _PHONES) else "desktop"
