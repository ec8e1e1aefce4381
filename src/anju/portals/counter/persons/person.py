"""查个人 and 查单位经办人: first the reason, then one person, masked; whole by another act."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.audit.looks import Why
from anju.audit.models import Look
from anju.ground.errors import Refusal
from anju.identity.counter.open_person import open_person, show_whole
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, show
from anju.portals.counter.persons import opened
from anju.portals.counter.persons.cases import known_case
from anju.portals.counter.persons.file import file_of
from anju.portals.counter.persons.opened import PersonRequest, with_person
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

KINDS = (("member", "个人"), ("agent", "单位经办人"))
POINTS = (
    "只能用完整的证件号码或个人账号查找",
    "事由和说明本人可以在“谁看过我”里看到",
    "没有办件号的，每小时最多查看 60 次",
    "不能查看本人的资料",
)
# Why staff look; 招用前核对 is asked by employers and shows nothing.
FOR_STAFF = tuple(one for one in Look.Reason.choices if one[0] != Look.Reason.HIRING)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: StaffRequest) -> HttpResponse:
    """查找: nothing is shown before the reason has been written down."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            found = open_person(
                by=request.staff,
                holder="agent" if answer(request, "kind") == "agent" else "member",
                number=answer(request, "number"),
                why=Why(
                    answer(request, "reason"),
                    answer(request, "words"),
                    known_case(answer(request, "case")),
                ),
                today=request.today,
                now=timezone.now(),
            )
        except Refusal as refused:
            refusal = refused
        else:
            opened.keep(request, found)
            return HttpResponseRedirect(reverse("counter:person_file"))
    deed = Deed(
        title="查个人",
        lede="先写明事由，再查看一个人的资料",
        fields=_fields(request),
        buttons=[Button("查看")],
        points=POINTS,
        refusal=refusal,
    )
    return show(request, deed)


@with_person("member", "agent")
@require_safe
def person_file(request: PersonRequest) -> HttpResponse:
    """The file that lies open, with masks."""
    return _file(request, whole=False)


@with_person("member", "agent")
@require_POST
def person_whole(request: PersonRequest) -> HttpResponse:
    """显示完整号码: once, and recorded once more."""
    try:
        show_whole(by=request.staff, opened=request.opened, now=timezone.now())
    except Refusal as refused:
        return _file(request, whole=False, refusal=refused)
    return _file(request, whole=True)


@staff_only
@require_POST
def person_close(request: StaffRequest) -> HttpResponse:
    """The next person, please."""
    opened.close(request)
    return HttpResponseRedirect(reverse("counter:person"))


def _file(
    request: PersonRequest, *, whole: bool, refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": "个人资料" if request.opened.holder == "member" else "经办人资料",
        "crumbs": [
            {"label": "工作台", "url": reverse("counter:desk")},
            {"label": "查个人", "url": reverse("counter:person")},
        ],
        "back_url": reverse("counter:person"),
        "wide": True,
        "whole": whole,
        "refusal": refusal,
        "opened": request.opened,
        "reason": Look.Reason(request.opened.reason).label,
        **file_of(request, whole=whole, now=timezone.now()),
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/file.html", context, status=status)


def _fields(request: StaffRequest) -> list[Field]:
    return [
        Field("kind", "查找", value=answer(request, "kind"), choices=KINDS),
        Field(
            "number",
            "证件号码或个人账号",
            value=answer(request, "number"),
            hint="完整号码；经办人只能用证件号码",
            autocomplete="off",
        ),
        Field(
            "reason",
            "查看事由",
            value=answer(request, "reason"),
            choices=(("", "请选择"), *FOR_STAFF),
        ),
        Field(
            "words", "具体说明", value=answer(request, "words"), hint="至少 4 个字，本人能看到"
        ),
        Field("case", "办件号", value=answer(request, "case"), required=False),
    ]
