"""Leads each request to its center: by hostname, or by `/c/<code>/` moved to SCRIPT_NAME."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix, set_urlconf

from anju.centers.connection import connection
from anju.centers.directory import directory
from anju.centers.models import Center

Answer = Callable[[HttpRequest], HttpResponse]


class CenterMiddleware:
    """Chooses the center before anything else looks at the request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            center = self._center(request)
        except DisallowedHost:
            # The refusal, too, is written while standing somewhere: not where the last one was.
            connection.set_schema_to_public()
            raise
        request.center = center  # type: ignore[attr-defined]
        if center is None:
            connection.set_schema_to_public()
            request.urlconf = settings.INSTALLATION_URLCONF
        else:
            connection.set_tenant(center)
            request.urlconf = settings.ROOT_URLCONF
        set_urlconf(request.urlconf)
        return self.get_response(request)

    def _center(self, request: HttpRequest) -> Center | None:
        # Health is asked for above all when the database, and so every center, is away.
        if request.path_info == "/healthz":
            return None
        return self._by_path(request) or self._by_host(request)

    def _by_host(self, request: HttpRequest) -> Center | None:
        return directory().by_host.get(request.get_host().partition(":")[0])

    def _by_path(self, request: HttpRequest) -> Center | None:
        set_script_prefix("/")
        if not request.path_info.startswith("/c/"):
            return None
        code, _, rest = request.path_info.removeprefix("/c/").partition("/")
        center = directory().by_code.get(code)
        if center is not None:
            prefix = f"/c/{code}"
            request.META["SCRIPT_NAME"] = prefix
            request.META["PATH_INFO"] = request.path_info = f"/{rest}"
            request.path = f"{prefix}/{rest}"
            set_script_prefix(f"{prefix}/")
        return center
