"""审计查询: the audit administrator reads the trail; every reading is written into it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.audit.models import Event, Look
from anju.audit.trail import Asked, events, looks, note_reading
from anju.ground.errors import Refusal
from anju.people.find import agent_of, member_of, member_of_account
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.policy.items import CHINA
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.tables import Cell, Heading, Row
from anju.portals.counter.team.deed_words import CHOICES, deed_word
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.filters import BadSpan
from anju.portals.shared.lists.paging import Paging
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

ROWS = 50
MOST_EXPORTED = 20_000
DEEDS = ("时间", "操作人", "操作", "对象", "说明")
Tell = Callable[[Any], list[str]]
LOOKS = ("时间", "操作人", "对象", "事由", "说明", "办件号", "看到的")


class NobodySo(Refusal):
    code = "portals.nobody_so"


class TooManyRows(Refusal):
    code = "portals.trail_too_long"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def trail(request: StaffRequest) -> HttpResponse:
    """查询 by day, 工号, deed and person; what was asked never stands in the address."""
    refusal: Refusal | None = None
    shown: dict[str, Any] = {}
    if request.method == "POST":
        try:
            shown = _read(request, _asked(request))
        except Refusal as refused:
            refusal = refused
    return _page(request, refusal, shown)


@staff_only
@require_POST
def trail_export(request: StaffRequest) -> HttpResponse:
    """导出; how many rows left the house is in the trail."""
    try:
        return _exported(request, _asked(request))
    except Refusal as refused:
        return _page(request, refused, {})


def _exported(request: StaffRequest, asked: Asked) -> HttpResponse:
    found, labels, row = _source(request, asked)
    taken = list(found[: MOST_EXPORTED + 1])
    if len(taken) > MOST_EXPORTED:
        raise TooManyRows(
            f"记录超过一次可导出的 {MOST_EXPORTED:,} 条，没有导出。请缩短日期，分几次导出。"
        )
    note_reading(by=actor_of(request.staff), what="export_trail", asked=asked, rows=len(taken))
    columns = [Column(label, 22) for label in labels]
    return sheet("审计", columns, (row(one) for one in taken), filename="trail.xlsx")


def _page(
    request: StaffRequest, refusal: Refusal | None, shown: Mapping[str, Any]
) -> HttpResponse:
    today = timezone.now().astimezone(CHINA).date().isoformat()
    context = {
        "title": "审计查询",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "refusal": refusal,
        "since": answer(request, "since") or today,
        "until": answer(request, "until") or today,
        "login": answer(request, "login"),
        "deed": answer(request, "deed"),
        "deeds": CHOICES,
        "person": answer(request, "person"),
        "source": answer(request, "source"),
        **shown,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/trail.html", context, status=status)


def _read(request: StaffRequest, asked: Asked) -> dict[str, Any]:
    found, labels, row = _source(request, asked)
    total = found.count()
    last = max(1, -(-total // ROWS))
    number = min(max(_whole(answer(request, "page")), 1), last)
    paging = Paging(number=number, size=ROWS, total=total)
    rows = [Row([Cell(text) for text in row(one)]) for one in found[paging.slice]]
    note_reading(by=actor_of(request.staff), what="read_trail", asked=asked, rows=len(rows))
    columns = [Heading(label) for label in labels]
    return {"columns": columns, "rows": rows, "paging": paging, "read": True}


def _source(request: StaffRequest, asked: Asked) -> tuple[Any, Sequence[str], Tell]:
    if answer(request, "source") == "looks":
        return looks(asked), LOOKS, _look
    return events(asked), DEEDS, _events_told()


def _asked(request: StaffRequest) -> Asked:
    try:
        since = date.fromisoformat(answer(request, "since"))
        until = date.fromisoformat(answer(request, "until"))
    except ValueError as error:
        raise BadSpan("日期请按“2026-11-18”这样的形式填写。") from error
    if since > until:
        raise BadSpan(f"起始时间 {since} 晚于截止时间 {until}，请调换后再查询。")
    return Asked(
        opens=datetime.combine(since, time(0), CHINA),
        closes=datetime.combine(until + timedelta(days=1), time(0), CHINA),
        actor=_actor(request),
        deed=answer(request, "deed")[:60],
        subject=_subject(request),
    )


def _actor(request: StaffRequest) -> str:
    login = answer(request, "login")
    if not login:
        return ""
    found = Staff.objects.filter(login=login).first()
    if found is None:
        raise NobodySo("没有这个工号，请核对后再查。")
    return actor_of(found)


def _subject(request: StaffRequest) -> str:
    number = answer(request, "person")
    if not number:
        return ""
    member = member_of(identity_number=number, today=request.today) or member_of_account(
        number=number
    )
    if member is not None:
        return f"member/{member.pk}"
    agent = agent_of(identity_number=number, today=request.today)
    if agent is None:
        raise NobodySo("没有找到这个人，请核对完整的证件号码或个人账号。")
    return f"agent/{agent.pk}"


def _events_told() -> Tell:
    """Each row in words; a clerk by name and 工号, members and agents as the keys they are in
    the trail, which is no list of persons.
    """
    names = {
        f"staff/{pk}": f"{name}（{login}）"
        for pk, name, login in Staff.objects.values_list("pk", "name", "login")
    }

    def told(one: Event) -> list[str]:
        said = "，".join(f"{name}={value}" for name, value in one.detail.items())
        who, whom = names.get(one.actor, one.actor), names.get(one.subject, one.subject)
        return [_moment(one.at), who, deed_word(one.deed), whom, said]

    return told


def _look(one: Look) -> list[str]:
    return [
        _moment(one.at),
        f"{one.branch} {one.actor_name}（{one.actor}）",
        f"{one.holder}/{one.holder_id}",
        one.get_reason_display(),
        one.words,
        one.case,
        one.get_shown_display(),
    ]


def _moment(at: Any) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 1
