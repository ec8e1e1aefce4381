"""Gives each request a name in the log, and writes down whom it was denied to."""

import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from anju.audit.deny import deny
from anju.ground.errors import Refusal, listening
from anju.ground.masks import mask_name

Answer = Callable[[HttpRequest], HttpResponse]

# No digits: the log masks those.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
FORBIDDEN = 403
# Refusals of these rooms are denials; elsewhere a "no" is about a form, not about a person.
DENYING = ("identity.", "audit.")
# Who was meant, as it was typed; of each at most an end is kept.
TYPED = ("name", "number", "login", "identity_number", "mobile", "account")
KEPT_MOST = 40


class TraceMiddleware:
    """Stands outside every view's transaction: what it writes stays when that is undone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.trace = _new_name()  # type: ignore[attr-defined]
        center = request.center  # type: ignore[attr-defined]
        known = {"request": trace_of(request), "center": center and center.schema_name}
        with structlog.contextvars.bound_contextvars(**known), listening() as told:
            response = self.get_response(request)
            if center is not None:
                for why in _reasons(told, response):
                    _write(request, response, why)
        return response


def trace_of(request: HttpRequest) -> str:
    """By what the log knows this request; the error pages tell it to people."""
    return str(getattr(request, "trace", "") or _new_name())


def _new_name() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def _reasons(told: list[Refusal], response: HttpResponse) -> list[str]:
    codes = [each.code for each in told if each.code.startswith(DENYING)]
    if response.status_code == FORBIDDEN and not codes:
        codes = ["forbidden"]
    return list(dict.fromkeys(codes))


def _write(request: HttpRequest, response: HttpResponse, why: str) -> None:
    match = request.resolver_match
    deny(
        actor=_who(request),
        what=match.view_name if match else request.path,
        why=why,
        status=response.status_code,
        address=str(request.META.get("REMOTE_ADDR", "")),
        request=trace_of(request),
        said={name: _end_of(request.POST[name]) for name in TYPED if request.POST.get(name)},
    )


def _who(request: HttpRequest) -> str:
    """As the trail names people; nobody where nobody has come in."""
    visit = getattr(request, "visit", None)
    if visit is not None:
        return f"{visit.holder}/{visit.holder_id}"
    session = getattr(request, "session", {})
    if "visit" in session:
        return f"{session['holder']}/visit {session['visit']}"
    # One of the staff between password and second factor.
    return f"staff/{session['half_way']['staff']}" if "half_way" in session else "nobody"


def _end_of(typed: str) -> str:
    """What was typed for a name: numbers are masked as such, and of words, among which may be
    a password in the wrong field, the last letter is kept.
    """
    words = typed.strip()[:KEPT_MOST]
    return words if len(words) >= 11 and words[:-1].isdigit() else mask_name(words)
