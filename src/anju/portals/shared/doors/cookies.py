"""Names of the session's and the form token's cookies: over TLS no other host can set them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from anju.identity.models import Holder

PREFIX = "__Host-"


class CookieNamesMiddleware:
    """Over TLS both cookies are `__Host-…`: Secure, for this host alone, for the path /.

    Inside, everybody knows them by their plain names. What came over TLS under a plain name,
    or over plain http under a `__Host-` name, is not looked at: a session of one does not open
    over the other. Two centers under `/c/<code>/` of one host get names of their own, since
    the path may not tell them apart there. (Security 2.1 item 17, F2.)
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        names = self._names(request)
        if request.is_secure():
            for plain, prefixed in names.items():
                request.COOKIES.pop(plain, None)
                if prefixed in request.COOKIES:
                    request.COOKIES[plain] = request.COOKIES[prefixed]
        response = self.get_response(request)
        self._be_strict(request, response)
        if request.is_secure():
            for plain, prefixed in names.items():
                self._rename(response, plain, prefixed)
        return response

    def _names(self, request: HttpRequest) -> dict[str, str]:
        center = request.META.get("SCRIPT_NAME", "").rpartition("/")[2]
        tail = f".{center}" if center else ""
        plain = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
        return {name: f"{PREFIX}{name}{tail}" for name in plain}

    def _rename(self, response: HttpResponse, plain: str, prefixed: str) -> None:
        cookie = response.cookies.pop(plain, None)
        if cookie is None:
            return
        response.cookies[prefixed] = cookie.value
        renamed = response.cookies[prefixed]
        for attribute in ("max-age", "expires", "samesite", "httponly"):
            renamed[attribute] = cookie[attribute]
        renamed["path"], renamed["secure"] = "/", True

    def _be_strict(self, request: HttpRequest, response: HttpResponse) -> None:
        """A clerk's session is not sent along when another site leads here."""
        session = getattr(request, "session", None)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is None or cookie is None or not cookie.value:
            return
        if session.get("holder") == Holder.STAFF:
            cookie["samesite"] = "Strict"
