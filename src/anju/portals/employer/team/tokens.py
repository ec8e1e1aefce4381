"""接口令牌: keys for the employer's own programs, shown once, ended at any time."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.ground.errors import Refusal
from anju.identity.employers.rights import Deed
from anju.identity.models import ApiToken
from anju.identity.tokens.make_token import TokenRequest, make_token, revoke_token
from anju.portals.employer.door import AgentRequest, agents_only, may
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

LIVES_DAYS = 90
LIVES = (("30", "30 天"), ("90", "90 天"), ("180", "180 天"), ("366", "366 天"))


@agents_only
@require_safe
def tokens(request: AgentRequest) -> HttpResponse:
    """Every key there was, the newest first: what it may do, until when, when last used."""
    found = request.employer.tokens.select_related("appointment__agent").order_by("-id")
    shown = paging_of(request, total=found.count())
    now = timezone.now()
    context = {
        "title": "接口令牌",
        "crumbs": crumbs("employer:home", "employer:colleagues"),
        "tokens": [_shown(one, now) for one in found[shown.slice]],
        "shown": shown,
        "may_make": request.rights.appoint,
        "why_not": request.rights.why_not(Deed.APPOINT),
    }
    return page(request, "pieces/employer/tokens.html", context)


@may(Deed.APPOINT)
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def new_token(request: AgentRequest) -> HttpResponse:
    """制作令牌: name, scopes, addresses, days; the key stands on the answering page alone."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            token, key = make_token(
                appointment=request.appointment, asked=_asked(request), now=timezone.now()
            )
            context = {
                "title": "令牌已制作",
                "crumbs": crumbs("employer:home", "employer:colleagues"),
                "token": token,
                "key": key,
                "base_url": request.build_absolute_uri("/api/v1/"),
            }
            return page(request, "pieces/employer/token_made.html", context)
        except Refusal as refused:
            refusal = refused
    return page(
        request, "pieces/employer/token_new.html", _form(request, refusal),
        status=REFUSED if refusal else 200,
    )  # fmt: skip


@may(Deed.APPOINT)
@require_POST
def revocation(request: AgentRequest, pk: int) -> HttpResponse:
    """撤销: from now on the key opens nothing."""
    revoke_token(appointment=request.appointment, token=pk, now=timezone.now())
    return HttpResponseRedirect(reverse("employer:tokens"))


def _asked(request: AgentRequest) -> TokenRequest:
    days = answer(request, "days")
    return TokenRequest(
        name=answer(request, "name"),
        scopes=request.POST.getlist("scope"),
        networks=answer(request, "networks").replace("，", " ").replace(",", " ").split(),
        days=int(days) if days.isdecimal() and len(days) < 5 else 0,
    )


def _form(request: AgentRequest, refusal: Refusal | None) -> dict[str, Any]:
    sent = request.method == "POST"
    return {
        "title": "制作接口令牌",
        "crumbs": crumbs("employer:home", "employer:colleagues"),
        "scopes": [
            (value, label, value in request.POST.getlist("scope") if sent else value == "read")
            for value, label in ApiToken.Scope.choices
        ],
        "lives": LIVES,
        "days": answer(request, "days") or str(LIVES_DAYS),
        "name": answer(request, "name")[:40],
        "networks": answer(request, "networks")[:400],
        "refusal": refusal,
        "back_url": reverse("employer:tokens"),
    }


def _shown(token: ApiToken, now: Any) -> dict[str, Any]:
    labels = dict(ApiToken.Scope.choices)
    alive = token.ended_at is None and token.expires_at > now and token.appointment.active
    return {
        "token": token,
        "scopes": "、".join(labels[one] for one in labels if one in token.scopes),
        "alive": alive,
        "state": "有效" if alive else "已撤销" if token.ended_at else "已失效",
    }
