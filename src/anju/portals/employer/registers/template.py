"""下载本单位模板: the employer's own people of today, ready to be changed and uploaded."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from anju.ground.money import plain_yuan
from anju.people.lists import staff_of
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.shared.lists.sheet import Column, sheet

COLUMNS = (
    Column("姓名", 14),
    Column("身份证号码", 22),
    Column("手机号码", 14),
    Column("缴存基数", 14),
)


@may_act
@require_safe
def template(request: AgentRequest) -> HttpResponse:
    """Everybody who pays now; identity numbers in full, because the file goes back to us."""
    found = staff_of(employer=request.employer, state=FundAccount.State.NORMAL)
    rows = (
        (
            account.member.name,
            account.member.identity_number,
            account.member.mobile,
            plain_yuan(account.base_fen),
        )
        for account in found.iterator(chunk_size=2000)
    )
    return sheet("缴存名单", COLUMNS, rows, filename="roster.xlsx")
