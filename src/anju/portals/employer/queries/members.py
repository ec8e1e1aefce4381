"""单位下人员明细查询: the employer's own people, with export."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.ground.masks import mask_identity
from anju.ground.money import plain_yuan
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.page import page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.sheet import Column, sheet
from anju.portals.shared.words import searchable, words_of

COLUMNS = (
    Column("个人账号", 20),
    Column("姓名", 14),
    Column("证件号码", 22),
    Column("账户状态", 10),
    Column("缴存基数", 14),
    Column("单位月缴存额", 14),
    Column("个人月缴存额", 14),
    Column("月缴存额", 14),
)


@agents_only
@searchable
@require_safe
def members(request: AgentRequest) -> HttpResponse:
    """查询: by name, pinyin, the end of an account number, or identity number; by state."""
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "单位下人员明细",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "accounts": found[shown.slice],
        "shown": shown,
        "words": words_of(request),
        "state": request.GET.get("state", ""),
        "states": FundAccount.State.choices,
        "export_url": f"{reverse('employer:members_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/employer/members.html", context)


@agents_only
@require_safe
def members_export(request: AgentRequest) -> HttpResponse:
    """导出: the same people as a workbook."""
    rows = (
        (
            account.number,
            account.member.name,
            mask_identity(account.member.identity_number),
            account.get_state_display(),
            plain_yuan(account.base_fen),
            plain_yuan(account.employer_fen),
            plain_yuan(account.own_fen),
            plain_yuan(account.monthly_fen),
        )
        for account in _found(request).iterator(chunk_size=2000)
    )
    return sheet("单位下人员明细", COLUMNS, rows, filename="members.xlsx")


def _found(request: AgentRequest):
    state = request.GET.get("state", "")
    return staff_of(
        employer=request.employer,
        words=words_of(request),
        state=state if state in FundAccount.State.values else "",
    )
