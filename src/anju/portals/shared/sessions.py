"""Sessions live in the center's own schema, so that no key of one center opens another."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class CenterSessionMiddleware(SessionMiddleware):
    """Django's sessions inside a center; outside any center there are none.

    Under `/c/<code>/` the cookie is bound to that path, so that two centers on one host can be
    used side by side in one browser.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Give the request a session when it stands in a center."""
        if request.center is not None:  # type: ignore[attr-defined]
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Save the session and bind its cookie to the center's path."""
        if not hasattr(request, "session"):
            return response
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None:
            cookie["path"] = f"{request.META.get('SCRIPT_NAME', '')}/"
        return response
