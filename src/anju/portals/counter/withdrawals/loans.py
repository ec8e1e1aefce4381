"""贷款材料: loans that repayments are withdrawn for, and the bank's list of these."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.centers.listing import QueryListing
from anju.contributions.roster.open_file import FILE_MOST_BYTES
from anju.ground.errors import Refusal
from anju.ground.masks import mask_name
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.withdrawals.frame import PIECES, crumbs
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.lists.columns import Amounts, Column, Figures
from anju.portals.shared.lists.conditions import choice, typed
from anju.portals.shared.lists.query import Query
from anju.portals.shared.lists.query import answer as query_page
from anju.portals.shared.shell.page import REFUSED, page
from anju.withdrawals.lists import loan_records
from anju.withdrawals.loan_records.ask_repayments import Asked, ask_repayments
from anju.withdrawals.loan_records.repayment_rows import Rows, read_bank_list
from anju.withdrawals.models import LoanRecord

COLUMNS = (
    Column(
        "材料号",
        lambda row: row.number,
        16,
        lead=True,
        url=lambda row: reverse("counter:loan", args=[row.number]),
    ),
    Column("贷款种类", lambda row: row.get_kind_display()),
    Column("主贷人", lambda row: mask_name(row.borrower.name), 12),
    Column("合同号", lambda row: row.contract_number, 24),
    Column("贷款银行", lambda row: row.bank, 18),
    Amounts("贷款金额（元）", of="amount_fen", total="amount_fen"),
    Column("放款日期", lambda row: f"{row.lent_on}", 12),
    Column("状态", lambda row: row.get_state_display(), 12),
    Figures("还款笔数", of="times", total="times"),
    Amounts("已还本金（元）", of="principal_fen", total="principal_fen"),
    Amounts("已还利息（元）", of="interest_fen", total="interest_fen"),
)


class NoList(Refusal):
    code = "portals.no_repayment_list"


@staff_only
@searchable
@require_safe
def loans(request: StaffRequest) -> HttpResponse:
    """查询: by kind, state, number or name, with what was repaid."""
    words = words_of(request)
    kind = choice(request, "kind", "贷款种类", LoanRecord.Kind.choices)
    state = choice(request, "state", "状态", LoanRecord.State.choices)
    found = loan_records(words=words, kind=kind.value, state=state.value)
    query = Query(
        title="贷款材料",
        lead="偿还贷款提取所凭的贷款；登记在“查个人”的资料里办理，点材料号补登还款；另一人复核后生效",
        file="loans",
        columns=COLUMNS,
        found=QueryListing(
            found, summed=("amount_fen", "times", "principal_fen", "interest_fen")
        ),
        conditions=(kind, state, typed("材料号、合同号、姓名或证件号码", words)),
        empty="没有符合条件的贷款。",
        icon="home",
        piece=f"{PIECES}/loans.html",
    )
    return query_page(request, query, more={"crumbs": crumbs()})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def repayment_list(request: StaffRequest) -> HttpResponse:
    """银行还款清单: one file for many loans; each row goes to the contract it names."""
    refusal: Refusal | None = None
    done: Asked | None = None
    if request.method == "POST":
        try:
            done = ask_repayments(
                rows=rows_in(request.FILES.get("list")),
                by=request.staff,
                today=request.today,
            )
        except Refusal as refused:
            refusal = refused
    context = {
        "title": "银行还款清单",
        "crumbs": crumbs(("贷款材料", "counter:loans")),
        "back_url": reverse("counter:loans"),
        "refusal": refusal,
        "recorded": done,
    }
    return page(
        request, f"{PIECES}/repayment_list.html", context, status=REFUSED if refusal else 200
    )


def rows_in(file: UploadedFile | None) -> Rows:
    """The rows of an uploaded list. Raises NoList and what reading it raises."""
    if file is None or not file.name:
        raise NoList("还没有选择文件，请选择银行提供的还款清单（.xlsx、.xls 或 .csv）。")
    if (file.size or 0) > FILE_MOST_BYTES:
        raise NoList("文件超过 20 MB，请按贷款分成几个清单上传。")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list"
        path.write_bytes(file.read())
        return read_bank_list(path, filename=file.name)
