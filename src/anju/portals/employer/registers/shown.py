"""What became of a submitted register, with its receipts; and a register as a workbook."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.contributions.lists import register_of
from anju.contributions.models import Line, Register
from anju.contributions.registers.give_receipts import receipts_of
from anju.contributions.registers.lists import lines_of
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import plain_yuan
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.registers.asked import asked_of
from anju.portals.employer.registers.places import DONE, title_of, url_of
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import page

FAILED_MOST = 20
LINES = (
    Column("姓名", 14),
    Column("个人账号", 20),
    Column("证件号码", 22),
    Column("变更", 10),
    Column("缴存基数", 14),
    Column("单位月缴存额", 14),
    Column("个人月缴存额", 14),
    Column("影响月缴存额", 14),
    Column("校验", 60),
)


@agents_only
@require_safe
def register_done(request: AgentRequest, number: str) -> HttpResponse:
    """成功: how many changes took effect, which did not and why, and the receipts."""
    found = register_of(employer=request.employer, number=number)
    if found.state != Register.State.SUBMITTED:
        return HttpResponseRedirect(url_of(found))
    bad = found.lines.exclude(faults=[]).order_by("id")
    context = {
        "title": DONE[found.kind],
        "crumbs": crumbs("employer:home"),
        "register": found,
        "name": title_of(found.kind, today=request.today),
        "good": found.lines.filter(faults=[]).count(),
        "bad": bad.count(),
        "failed": bad[:FAILED_MOST],
        "receipts": receipts_of(found),
        "shown_url": reverse("employer:filing", args=[number]),
        "urls": urls(),
    }
    return page(request, "pieces/employer/register_done.html", context)


@agents_only
@require_safe
def register_export(request: AgentRequest, number: str) -> HttpResponse:
    """导出: a register's lines as a workbook, the ones that are asked for."""
    found = register_of(employer=request.employer, number=number)
    lines = lines_of(register=found, asked=asked_of(request)).iterator(chunk_size=2000)
    return sheet("清册明细", LINES, map(_cells, lines), filename=f"{number}.xlsx")


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.name,
        mask_account(line.account.number) if line.account else "",
        mask_identity(line.identity_number),
        line.get_kind_display(),
        plain_yuan(line.base_fen or 0),
        plain_yuan(line.employer_fen),
        plain_yuan(line.own_fen),
        plain_yuan(line.effect_fen),
        "；".join(fault["sentence"] for fault in line.faults) or "校验通过",
    )
