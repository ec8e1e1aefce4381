"""下载本单位模板 of a back payment: the employer's own people, their months to be filled in."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.listing import QueryListing
from anju.contributions.backpay.draft import draft_of
from anju.contributions.models import BackPayment
from anju.people.lists import staff_of
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.columns import Column
from anju.portals.shared.lists.query import Query, answer


def _blank(label: str, width: int) -> Column:
    return Column(label, lambda _: "", width)


COLUMNS = (
    Column("个人账号", lambda row: row.number, 20, lead=True),
    Column("姓名", lambda row: row.member.name, 14),
    _blank("开始年月", 12),
    _blank("截止年月", 12),
)
AMOUNT_COLUMNS = (_blank("单位月补缴金额", 16), _blank("个人月补缴金额", 16))


@may_act
@require_safe
def people_template(request: AgentRequest) -> HttpResponse:
    """下载模板: who is to be paid for gets his months filled in; on paper or as a workbook."""
    draft = draft_of(request.employer)
    indefinite = draft is not None and draft.kind == BackPayment.Kind.INDEFINITE
    query = Query(
        title="补缴名单",
        lead="本单位的补缴模板：给要补缴的人填好年月，再回到补缴上传；不补缴的人留空",
        file="back-payment",
        columns=(*COLUMNS, *AMOUNT_COLUMNS) if indefinite else COLUMNS,
        found=QueryListing(staff_of(employer=request.employer)),
        empty="本单位还没有职工。",
        hint="先办理职工登记，再来补缴。",
        icon="users",
    )
    more = {
        "crumbs": crumbs("employer:home", "employer:back_payments"),
        "back_url": reverse("employer:back_payments"),
    }
    return answer(request, query, more=more)
