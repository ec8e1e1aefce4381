"""工资扣款表 and 会计分录建议: the same fen as the receipt, with formulas that reckon."""

from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.test_employer_queries import foot, row
from tests.browser.test_employer_rows import july_is_paid

from anju.contributions.models import Remittance
from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.documents.models import Receipt
from anju.people.models import Appointment, Employer
from anju.portals.shared.lists import query


def test_payroll_and_voucher_of_a_month_come_to_what_the_receipt_says(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers, city
) -> None:
    city("chuxiong")
    with door.lock:
        july_is_paid(mill, bank_answers)
    enter(screen, door, agent)
    open_menu(screen, "公积金查询", "单位缴存明细查询")
    row(screen, "HJ").get_by_role("link").click()
    screen.get_by_role("link", name="工资扣款表").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("2026 年 7 月工资扣款表")
    receipt = Receipt.objects.get()
    expect(screen.get_by_role("main")).to_contain_text(receipt.number)
    expect(row(screen, "李伟")).to_contain_text("735.00")
    expect(foot(screen, "总合计")).to_contain_text("2,910.00")
    voucher = screen.get_by_role("table", name="会计分录建议")
    for words in (
        "借应付职工薪酬——住房公积金（单位部分）",
        "1,455.00",
        "贷银行存款",
        "2,910.00",
    ):
        expect(voucher).to_contain_text(words)
    assert_accessible(screen)
    with screen.expect_download() as taken:
        screen.get_by_role("link", name="导出Excel").click()
    _reckons(taken.value.path().read_bytes(), receipt)


def test_a_long_one_has_its_formulas_too_though_a_job_writes_it(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers, monkeypatch
) -> None:
    monkeypatch.setattr(query, "AT_ONCE_MOST", 1)
    with door.lock:
        july_is_paid(mill, bank_answers)
        receipt = Receipt.objects.get()
        number = Remittance.objects.get().number
    enter(screen, door, agent)
    screen.goto(door.url(f"/employer/payments/{number}/202607/payroll"))
    screen.get_by_role("button", name="导出Excel").click()
    expect(screen.get_by_role("status")).to_contain_text("正在排队")
    with door.lock:
        write_exports(writer=writer(), now=timezone.now())
    with screen.expect_download() as taken:
        screen.get_by_role("link", name="下载").click()
    _reckons(taken.value.path().read_bytes(), receipt)


def _reckons(book: bytes, receipt: Receipt) -> None:
    content = BytesIO(book)
    table, entries = load_workbook(content, data_only=True).worksheets
    assert [cell.value for cell in table[7]][5:] == [1455, 1455, receipt.total_fen / 100]
    assert [cell.value for cell in table[6]][1:8:6] == ["李伟", 1470]
    assert [cell.value for cell in entries[4]][1:] == ["银行存款", None, 2910]
    assert receipt.number in entries["A2"].value
    reckoned = load_workbook(content)
    assert reckoned.worksheets[0]["H7"].value == "=SUM(H5:H6)"
    assert reckoned.worksheets[0]["H5"].value == "=F5+G5"
    assert reckoned.worksheets[1]["C2"].value == "=工资扣款表!G7"
    assert reckoned.worksheets[1]["D5"].value == "=SUM(D2:D4)"
