"""How every view answers: with a piece, bare to htmx, inside the visitor's shell otherwise."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

REFUSED = 422


def page(
    request: HttpRequest,
    piece: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a piece; a refusal is told with status 422, which htmx shows like any answer."""
    bare = "HX-Request" in request.headers and "HX-Boosted" not in request.headers
    template = piece if bare else f"shells/{getattr(request, 'shell', 'desktop')}.html"
    response = render(request, template, {"piece": piece, **(context or {})}, status=status)
    patch_vary_headers(response, ["HX-Request", "Cookie", "User-Agent"])
    return response
