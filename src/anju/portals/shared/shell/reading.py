"""Reading modes and shells: what a visitor prefers, kept by the server in cookies."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE_YEARS = 1
CHOICES = {
    "size": ("normal", "large"),
    "contrast": ("normal", "high"),
    "shell": ("desktop", "mobile"),
}


@dataclass(frozen=True)
class Reading:
    """How this visitor wants to read: 大字版, 高对比度."""

    large: bool
    high_contrast: bool


def reading_of(request: HttpRequest) -> Reading:
    """The reading modes remembered in the visitor's cookies."""
    return Reading(
        large=request.COOKIES.get("hall_size") == "large",
        high_contrast=request.COOKIES.get("hall_contrast") == "high",
    )


@require_POST
def reading_mode(request: HttpRequest) -> HttpResponse:
    """Remember a preference and go back to where the visitor was."""
    response = HttpResponseRedirect(_way_back(request))
    for name, allowed in CHOICES.items():
        chosen = request.POST.get(name)
        if chosen in allowed:
            response.set_cookie(
                f"hall_{name}",
                chosen,
                max_age=COOKIE_YEARS * 365 * 24 * 3600,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return f"{request.META.get('SCRIPT_NAME', '')}/"
