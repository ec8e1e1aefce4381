"""Files for one kind of change: the template with the employer's own people, and its upload."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.kinds import HOLDS
from anju.contributions.uploads.read_upload import Batch, take_upload
from anju.ground.errors import Refusal
from anju.ground.money import plain_yuan
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.registers.line_form import FINDS
from anju.portals.employer.registers.places import SLUGS, TABS, place, title_of
from anju.portals.employer.registers.uploads import NoFile
from anju.portals.employer.ways import Crumb, crumbs
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/kind_upload.html"
NAME, IDENTITY = Column("姓名", 18), Column("身份证号码", 24)
MARKS = {Line.Kind.UNSEAL: "启封", Line.Kind.SEAL: "封存"}


@may_act
@require_safe
def template(request: AgentRequest, kind: str) -> HttpResponse:
    """批量模板: an example row with hints, then the employer's own people where that helps.

    Numbers stand in full and as text, because the file goes back to us.
    """
    change = _change(request, kind)
    by_amount = value("contribution.register_gives", on=request.today) == "monthly_amount"
    columns, rows = _sheet_for(request, change, by_amount)
    return sheet(f"批量{TABS[change]}", columns, rows, filename=f"{change}.xlsx")


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: AgentRequest, kind: str) -> HttpResponse:
    """批量导入: the filled-in template; its rows go into the register of this kind."""
    change = _change(request, kind)
    if request.method != "POST":
        return _form(request, kind, change)
    try:
        taken = _take(request, kind, change)
    except Refusal as refusal:
        context = _context(request, kind, change, refusal)
        return page(request, PIECE, context, status=REFUSED)
    return HttpResponseRedirect(reverse("employer:upload", args=[taken]))


def _form(request: AgentRequest, kind: str, change: Line.Kind) -> HttpResponse:
    """The form; after a file that could not be read, with what was wrong with it."""
    key = request.GET.get("failed", "")
    failed = RosterUpload.objects.filter(
        employer=request.employer,
        register_kind=kind,
        state=RosterUpload.State.UNREADABLE,
        pk=int(key) if key.isdecimal() and len(key) < 19 else 0,
    ).first()
    if failed is None:
        return page(request, PIECE, _context(request, kind, change, None))
    context = _context(request, kind, Line.Kind(failed.fills), NoFile(failed.refusal))
    return page(request, PIECE, context)


def _take(request: AgentRequest, kind: str, change: Line.Kind) -> int:
    file = request.FILES.get("roster")
    if file is None or not file.name:
        raise NoFile("还没有选择文件，请选择填好的模板再上传。")
    taken = take_upload(
        employer=request.employer,
        filename=file.name,
        content=file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1),
        by=request.agent.name,
        agent=request.agent,
        batch=Batch(register_kind=Register.Kind(kind), fills=change),
    )
    return int(taken.pk)


def _change(request: AgentRequest, kind: str) -> Line.Kind:
    held = [one for one in HOLDS[kind] if one in TABS and one != Line.Kind.UNCLEAR]
    asked = request.POST.get("kind") or request.GET.get("kind")
    return next((one for one in held if one == asked), held[0])


def _sheet_for(
    request: AgentRequest, change: Line.Kind, by_amount: bool
) -> tuple[list[Column], Iterator[tuple[str, ...]]]:
    if change == Line.Kind.OPEN:
        columns = [NAME, IDENTITY, Column("手机号码", 16), Column("缴存基数", 14)]
        example = ("示例：张三", "18 位，保持文本格式", "11 位，可不填", "6000.00")
        return _with_hint(columns, example, "从下一行起填写，每人一行，本行不用删", iter(()))
    own = staff_of(employer=request.employer, state=FINDS[change]).iterator(chunk_size=2000)
    if change == Line.Kind.BASE:
        old, new = ("原月缴存额", "月缴存额") if by_amount else ("原缴存基数", "调整后工资基数")
        columns = [NAME, IDENTITY, Column("个人账号", 18), Column(old, 16), Column(new, 16)]
        rebased = ("示例：张三", "不用改", "不用改", "6000.00", "6500.00")
        hint = f"只改“{new}”列；没有变化的职工不用删，系统会跳过"
        return _with_hint(columns, rebased, hint, (_based(one, by_amount) for one in own))
    mark = MARKS[change]
    columns = [NAME, IDENTITY, Column("个人账号", 18), Column("状态", 10)]
    example = ("示例：张三", "不用改", "不用改", mark)
    hint = f"要{mark}的职工在“状态”列填“{mark}”，不填的不办理"
    return _with_hint(columns, example, hint, (_known(one, "") for one in own))


def _with_hint(
    columns: list[Column],
    example: tuple[str, ...],
    hint: str,
    people: Iterator[tuple[str, ...]],
) -> tuple[list[Column], Iterator[tuple[str, ...]]]:
    def rows() -> Iterator[tuple[str, ...]]:
        yield (*example, hint)
        for person in people:
            yield (*person, "")

    return [*columns, Column("填写说明", 56)], rows()


def _known(account: FundAccount, *more: str) -> tuple[str, ...]:
    return (account.member.name, account.member.identity_number, account.number, *more)


def _based(account: FundAccount, by_amount: bool) -> tuple[str, ...]:
    now = plain_yuan(account.monthly_fen if by_amount else account.base_fen)
    return _known(account, now, now)


def _context(
    request: AgentRequest, kind: str, change: Line.Kind, refusal: Refusal | None
) -> dict[str, Any]:
    title = title_of(kind, today=request.today)
    return {
        "title": f"批量{TABS[change]}导入",
        "crumbs": [*crumbs("employer:home"), Crumb(title, place(kind))],
        "name": title,
        "word": TABS[change],
        "mark": MARKS.get(change, ""),
        "kind": change,
        "template_url": f"{place(kind, 'template')}?kind={change}",
        "back_url": place(kind),
        "most_megabytes": settings.ROSTER_UPLOAD_MOST_BYTES // 1024 // 1024,
        "refusal": refusal,
        "slug": SLUGS[kind],
    }
