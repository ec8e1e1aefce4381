"""What the pages about one's own security share: frame, form, result, and short memories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from anju.centers.sealed import index_of
from anju.ground.errors import Refusal
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest
from anju.portals.member.security.code_field import CodeField
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page

FORM, DONE = "pieces/member/security/form.html", "pieces/member/security/done.html"
REMEMBERED = timedelta(minutes=10)


@dataclass(frozen=True)
class Form:
    """A form about one's security: `code` where one is asked for; the city's menu names the
    page if `route` stands in it; `strong` is the field whose strength is shown.
    """

    title: str
    submit: str
    fields: Sequence[Field] = ()
    code: CodeField | None = None
    lede: str = ""
    notes: Sequence[str] = ()
    error_title: str = "没有办成"
    steps: Sequence[dict[str, Any]] = ()
    facts: Sequence[tuple[str, str]] = ()
    strong: str = ""
    route: str = ""


def framed(request: MemberRequest, title: str, **more: Any) -> dict[str, Any]:
    """The context of every page here: the way back leads over 账户安全."""
    home, security = reverse("member:home"), reverse("member:security")
    return {
        "title": title,
        "crumbs": [{"label": "首页", "url": home}, {"label": "账户安全", "url": security}],
        "back_url": security,
        "member": request.member,
    } | more


def named(request: MemberRequest, usual: str, route: str) -> str:
    """What the city's menu calls a page, or what it is usually called."""
    url = reverse(f"member:{route}")
    return next((entry.label for entry in request.visitor.pages if entry.url == url), usual)


def hours(request: MemberRequest, reason: str) -> int:
    """For how many hours payouts wait after a deed, by the profile."""
    return int(getattr(value("identity.hold_hours", on=request.today), reason))


def form_page(
    request: MemberRequest, form: Form, *, refusal: Refusal | None = None
) -> HttpResponse:
    """Show a form; refused, with the reason on top and status 422."""
    refused = refusal is not None or (form.code is not None and bool(form.code.error))
    title = named(request, form.title, form.route) if form.route else form.title
    context = framed(request, title, form=form, refusal=refusal, error_title=form.error_title)
    return page(request, FORM, context, status=REFUSED if refused else 200)


def done_page(
    request: MemberRequest, title: str, words: str, *, more: str = ""
) -> HttpResponse:
    """What came of it, and what comes next."""
    context = {"done_title": title, "words": words, "more": more}
    return page(request, DONE, framed(request, title, **context))


def remember(request: MemberRequest, what: str, *, now: datetime) -> None:
    """Note in the session that the telephone on file has answered just now."""
    request.session[what] = {"at": now.isoformat(), "telephone": _telephone(request)}


def remembers(request: MemberRequest, what: str, *, now: datetime) -> bool:
    """Whether it answered in this session within ten minutes, and is still the one on file.

    Whoever holds the old one must not go on once the counter has put another in its place.
    """
    noted = request.session.get(what)
    if noted is None or noted["telephone"] != _telephone(request):
        return False
    return now - datetime.fromisoformat(noted["at"]) <= REMEMBERED


def forget(request: MemberRequest, what: str) -> None:
    """A proof counts for one deed."""
    request.session.pop(what, None)


def _telephone(request: MemberRequest) -> str:
    """The number on file, blind as its column's index: a session keeps no number."""
    return (index_of(request.member.mobile, purpose="mobile") or b"").hex()
