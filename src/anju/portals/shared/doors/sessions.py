"""Sessions live in the center's own schema, so that no key of one center opens another."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

TLS = "over_tls"


class CenterSessionMiddleware(SessionMiddleware):
    """Django's sessions inside a center; outside any center there are none.

    Under `/c/<code>/` the cookie is bound to that path, so that two centers on one host can be
    used side by side in one browser. A session begun over TLS does not open over plain http,
    nor the other way, whatever cookie names it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Give the request a session when it stands in a center."""
        if request.center is None:  # type: ignore[attr-defined]
            return
        super().process_request(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            secure = request.is_secure()
            if request.session.get(TLS, secure) != secure:
                request.session = self.SessionStore()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session and bind its cookie to the center's path.

        What was made with the help of a session is somebody's own, and stays in no cache.
        """
        if not hasattr(request, "session"):
            return response
        if request.session.modified and not request.session.is_empty():
            request.session.setdefault(TLS, request.is_secure())
        if request.session.accessed and not request.session.is_empty():
            response.setdefault("Cache-Control", "private, no-store")
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None:
            cookie["path"] = f"{request.META.get('SCRIPT_NAME', '')}/"
        return response
