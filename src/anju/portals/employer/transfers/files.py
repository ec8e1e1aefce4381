"""文件导入: requests for transfer from a workbook, every row judged before it is submitted."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.contributions.transfers.keep_transfer import DRAFTS_MOST, keep_transfers
from anju.contributions.transfers.read_file import read_transfer_file
from anju.ground.errors import Refusal
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import BadForm, Field, answer
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

COLUMNS = (Column("姓名", 14), Column("身份证号码", 22), Column("缴存基数", 14))


@may_act
@require_safe
def transfers_template(request: AgentRequest) -> HttpResponse:
    """批量转移模板: the headings; whom to ask for is for the asker to write."""
    return sheet("批量转移模板", COLUMNS, (), filename="transfers-template.xlsx")


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def transfers_file(request: AgentRequest) -> HttpResponse:
    """上传: the rows go into the list, each with its faults."""
    if request.method != "POST":
        return page(request, "pieces/employer/arrivals_file.html", _context(request))
    try:
        _take(request)
    except Refusal as refusal:
        context = {**_context(request), "refusal": refusal}
        return page(request, "pieces/employer/arrivals_file.html", context, status=REFUSED)
    return HttpResponseRedirect(reverse("employer:arrivals"))


def _take(request: AgentRequest) -> None:
    file = request.FILES.get("roster")
    if file is None or not file.name:
        raise BadForm("还没有选择文件，请选择填好的批量转移模板再上传。")
    content = file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "transfers"
        path.write_bytes(content)
        asked = read_transfer_file(
            path, filename=file.name, former=answer(request, "former"), today=request.today
        )
    keep_transfers(
        employer=request.employer, asked=asked, today=request.today, by=request.agent.name
    )


def _context(request: AgentRequest) -> dict[str, Any]:
    asks = value("contribution.transfer_names_former", on=request.today)
    former = Field("former", "转出单位账号", inputmode="numeric", autocomplete="off")
    return {
        "title": "批量转移",
        "crumbs": crumbs("employer:home", "employer:arrivals"),
        "fields": [former] if asks else [],
        "most": DRAFTS_MOST,
        "most_megabytes": settings.ROSTER_UPLOAD_MOST_BYTES // 1024 // 1024,
    }
