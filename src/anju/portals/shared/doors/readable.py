"""Turns away requests that no form of ours can have sent, before anybody reads them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\0"
OURS = frozenset({"utf-8", "utf8"})


class ReadableMiddleware:
    """Answers 400 to a NUL character in the address or in any field, which the database takes
    nowhere, and to a form that claims another character set than that of our pages.

    Messages of machines (without form token) are read by whoever checks their signature.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: Any
    ) -> None:
        """Look at everything that was typed, once, for all forms. Raises BadRequest."""
        if NUL in request.path_info or _has_nul(request.GET):
            raise BadRequest("a NUL character in the address")
        if getattr(view, "csrf_exempt", False):
            return
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.strip().lower() not in OURS:
            raise BadRequest("a form in a character set that is not ours")
        if _has_nul(request.POST):
            raise BadRequest("a NUL character in a form")


def _has_nul(said: Any) -> bool:
    return any(NUL in word for name, words in said.lists() for word in (name, *words))
