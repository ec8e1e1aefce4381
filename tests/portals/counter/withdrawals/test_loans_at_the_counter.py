"""贷款材料登记 at the desk: a loan for the person there, its repayments, the list of all."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from anju.withdrawals.models import LoanDeed, LoanRecord

NEW = "/counter/person/loan"
LIST = "/counter/withdrawals/loans"
FORM = {
    "kind": "commercial",
    "contract": "演贷 2024-0001",
    "bank": "中国建设银行",
    "address": "演示路 9 号",
    "price": "900000.00",
    "amount": "600000.00",
    "months": "240",
    "lent_on": "2024-03-01",
    "contract_seen": "yes",
}


@pytest.fixture
def loan(clerk_window: Client, manager_window: Client) -> LoanRecord:
    assert "等待复核" in clerk_window.post(NEW, FORM).content.decode()
    assert not LoanRecord.objects.exists()
    assert "您自己提出的" in clerk_window.get(f"{LIST}/review").content.decode()
    assert "不能复核自己" in decide(clerk_window)
    assert "900,000.00" in manager_window.get(f"{LIST}/review").content.decode()
    done = decide(manager_window)
    made = LoanRecord.objects.get()
    assert f"材料号 {made.number}" in done
    return made


def decide(window: Client, step: str = "approve", opinion: str = "") -> str:
    form = {"number": LoanDeed.objects.latest("id").number, "step": step, "opinion": opinion}
    return window.post(f"{LIST}/decision", form).content.decode()


def bank_list(contract: str) -> SimpleUploadedFile:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as written:
        sheet = written.add_worksheet()
        rows = [
            ["合同号", "还款日期", "本金", "利息"],
            [contract, "2026-02-20", 3210, 1790],
            ["演贷 9999", "2026-02-20", 1, 1],
        ]
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return SimpleUploadedFile("还款清单.xlsx", book.getvalue())


@pytest.mark.rows("N-20")
def test_a_loan_is_recorded_and_its_repayments_add_up(
    clerk_window: Client, manager_window: Client, loan: LoanRecord
) -> None:
    page = f"{LIST}/{loan.number}"
    rows = "2026-01-20 3200.00 1800.50\n2026-13-20 1 1"
    told = clerk_window.post(page, {"step": "keyed", "rows": rows}).content.decode()
    assert "1 笔还款" in told
    assert "1 项登记等另一位人员" in told
    assert "3,200.00 + 1,800.50" in manager_window.get(f"{LIST}/review").content.decode()
    assert "已登记" in decide(manager_window)
    assert "第 2 行：没有 2026-13-20 这一天" in told
    told = clerk_window.post(
        f"{LIST}/list", {"list": bank_list(loan.contract_number)}
    ).content.decode()
    assert "1 笔还款，涉及 1 份贷款" in told
    asked = LoanDeed.objects.latest("id").number
    assert "3,210.00" in manager_window.get(f"{LIST}/asked/{asked}").content.decode()
    assert "已登记" in decide(manager_window)
    assert "演贷 9999" in told
    shown = clerk_window.get(page).content.decode()
    assert "6,410.00" in shown
    assert "3,590.50" in shown
    listed = clerk_window.get(LIST).content.decode()
    assert loan.number in listed
    assert "王芳" not in listed
    assert clerk_window.get(f"{LIST}?as=xlsx")["Content-Type"].endswith("sheet")
    assert clerk_window.get(f"{page}?as=xlsx").status_code == 200


def test_the_state_follows_the_banks_proof(
    clerk_window: Client, manager_window: Client, loan: LoanRecord
) -> None:
    page = f"{LIST}/{loan.number}"
    assert clerk_window.post(page, {"step": "state", "state": "settled"}).status_code == 302
    loan.refresh_from_db()
    assert loan.state == "normal"
    assert "正常还款 → 已结清" in manager_window.get(f"{LIST}/review").content.decode()
    assert "已登记" in decide(manager_window)
    loan.refresh_from_db()
    assert loan.state == "settled"
    assert clerk_window.post(page, {"step": "state", "state": "?"}).status_code == 422
    assert clerk_window.post(page, {"step": "list"}).status_code == 422
    assert clerk_window.post(page, {"step": "keyed", "rows": " "}).status_code == 422


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("kind", "", "请选择贷款种类"),
        ("contract", "1", "合同号"),
        ("months", "999", "贷款期数"),
        ("price", "1e3", "科学计数法"),
        ("price", "1.00", "高于房屋总价"),
        ("lent_on", "2026-12-01", "还没有到"),
        ("lent_on", "?", "放款日期请按"),
        ("contract_seen", "", "核对借款合同原件"),
    ],
)
def test_a_contract_is_read_before_it_is_recorded(
    clerk_window: Client, field: str, typed: str, words: str
) -> None:
    refused = clerk_window.post(NEW, {**FORM, field: typed})
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not LoanRecord.objects.exists()


def test_a_contract_is_recorded_once(clerk_window: Client, loan: LoanRecord) -> None:
    assert "已经登记过" in clerk_window.post(NEW, FORM).content.decode()


def test_a_search_is_posted_and_finds(clerk_window: Client, loan: LoanRecord) -> None:
    sent = clerk_window.post(LIST, {"q": "王芳"})
    assert loan.number in clerk_window.get(sent["Location"]).content.decode()
    sent = clerk_window.post(LIST, {"q": "无名"})
    assert "没有符合条件的贷款" in clerk_window.get(sent["Location"]).content.decode()
