"""我的验证方式: a clerk's own factors and devices, and another passkey beside the first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.factors.keys import end_passkey, keys_of
from anju.identity.factors.passkeys import add_passkey, begin_passkey
from anju.identity.models import Holder, Visit
from anju.identity.visits.end_visit import end_visit
from anju.people.staff.actor import actor_of
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.entry import half_way
from anju.portals.shared.doors.visitors import fresh, session_of
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

VISITS_SHOWN = 10


class OnlyKey(Refusal):
    code = "portals.only_key"


@staff_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def own_keys(request: StaffRequest) -> HttpResponse:
    """What proves me, where I am signed in; POST adds a passkey."""
    refusal: Refusal | None = None
    said = ""
    if request.method == "POST":
        try:
            made = add_passkey(
                owner=half_way.owner_of(request.staff),
                site=half_way.site_of(request),
                session=session_of(request),
                answer=answer(request, "passkey"),
                name=answer(request, "name"),
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            said = f"通行密钥“{made.name}”已登记。"
    return _show(request, refusal=refusal, said=said)


@staff_only
@require_POST
def own_challenge(request: StaffRequest) -> HttpResponse:
    """The challenge for one more passkey."""
    options = begin_passkey(
        owner=half_way.owner_of(request.staff),
        site=half_way.site_of(request),
        session=session_of(request),
        now=timezone.now(),
    )
    return HttpResponse(options, content_type="application/json")


@staff_only
@require_POST
def own_key_end(request: StaffRequest) -> HttpResponse:
    """停用 one passkey, if another factor remains."""
    typed = answer(request, "key")
    ended = end_passkey(
        holder=Holder.STAFF,
        holder_id=request.staff.pk,
        pk=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0,
        now=timezone.now(),
    )
    if not ended:
        return _show(
            request, refusal=OnlyKey("这是您唯一的验证方式，不能停用；请先登记另一种。")
        )
    who = actor_of(request.staff)
    record(actor=who, deed="end_passkey", subject=who, key=typed)
    return _show(request, said="通行密钥已停用。")


@staff_only
@require_POST
def own_visit_end(request: StaffRequest) -> HttpResponse:
    """退出 another of my sessions, one that I have forgotten somewhere."""
    typed = answer(request, "visit")
    key = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
    own = {"holder": Holder.STAFF, "holder_id": request.staff.pk, "ended_at": None}
    found = get_object_or_404(Visit.objects.exclude(pk=request.visit.pk), pk=key, **own)
    end_visit(found.pk, because=Visit.Because.ELSEWHERE, now=timezone.now())
    return _show(request, said="那一处登录已退出。")


def _show(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    own = {"holder": Holder.STAFF, "holder_id": request.staff.pk}
    context = {
        "title": "我的验证方式",
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "refusal": refusal,
        "said": said,
        "keys": keys_of(holder=Holder.STAFF, holder_id=request.staff.pk),
        "visits": Visit.objects.filter(**own).order_by("-id")[:VISITS_SHOWN],
        "here": request.visit.pk,
        "challenge_url": reverse("counter:own_challenge"),
        "passkey_name": Field("name", "设备名称", value="我的设备", required=False),
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/own_keys.html", context, status=status)
