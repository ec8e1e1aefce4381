"""What an employer prints: proof of its deposits, receipts again, and 信阳's 查询打印."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.test_employer_queries import ask, foot, row, sheet_of
from tests.browser.test_employer_rows import july_is_paid
from tests.people_of_the_town import TODAY

from anju.documents.facts import ChangeFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.people.models import Appointment, Employer

CHANGES = (
    "opening", "sealing", "unsealing", "base_change", "transfer", "registration_change",
    "ratio_change",
)  # fmt: skip


def printed(page: Page) -> str:
    """Press 打印 and read the paper."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="打印（下载盖章 PDF）").click()
    paper = taken.value.path().read_bytes()
    assert b"/ByteRange" in paper
    pages = PdfReader(io.BytesIO(paper)).pages
    return "".join("".join(each.extract_text().split()) for each in pages)


@pytest.mark.rows("C-32", "C-59")
def test_every_change_of_the_ratios_is_listed_and_leads_to_its_receipt(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "公积金查询", "单位比例调整查询")
    expect(screen.get_by_text("这段时间没有调整过缴存比例")).to_be_visible()
    open_menu(screen, "归集业务", "单位比例变更")
    screen.get_by_label("变更后单位比例").fill("8")
    screen.get_by_label("变更原因").fill("职代会决议调整")
    screen.get_by_role("button", name="下一步，核对").click()
    screen.get_by_role("button", name="提交", exact=True).click()
    expect(screen.get_by_role("heading", name="变更成功")).to_be_visible()
    open_menu(screen, "公积金查询", "单位比例调整查询")
    for words in ("单位申请调整", "12%", "8%", "2,910.00", "1,940.00", "职代会决议调整"):
        expect(row(screen, "职代会")).to_contain_text(words)
    assert_accessible(screen)
    row(screen, "职代会").get_by_role("link").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("单位比例变更回单")


@pytest.mark.rows("C-36", "C-59")
def test_a_proof_is_looked_at_issued_printed_and_verified_by_a_stranger(
    screen: Page,
    plain: Page,
    door: Door,
    agent: Appointment,
    mill: Employer,
    bank_answers,
    city,
) -> None:
    city("chuxiong")
    with door.lock:
        july_is_paid(mill, bank_answers)
    enter(screen, door, agent)
    open_menu(screen, "公积金查询", "单位缴存情况证明打印")
    screen.get_by_label("起始年月").fill("2026-07")
    screen.get_by_label("截止年月").fill("2026-09")
    ask(screen)
    expect(row(screen, "2026 年 7 月")).to_contain_text("2,910.00")
    expect(row(screen, "2026 年 8 月")).to_contain_text("未缴存")
    expect(foot(screen, "总合计")).to_contain_text("2,910.00")
    told = "自 2026-07 至 2026-09，共 3 个月，已缴存 1 个月，尚未缴存：2026-08、2026-09。"
    expect(screen.get_by_role("main")).to_contain_text(told)
    assert_accessible(screen)
    screen.get_by_role("button", name="出具证明").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("单位缴存情况证明")
    expect(screen.get_by_text("证明编号")).to_be_visible()
    assert_accessible(screen)
    words = printed(screen)
    for said in ("单位缴存情况证明", "证明编号", told.replace(" ", ""), "2026-08", "未缴存"):
        assert said in words
    code = screen.locator(".code").inner_text()
    plain.goto(door.url(f"/verify?code={code}"))
    expect(plain.get_by_role("heading", name="验证通过")).to_be_visible()
    for said in ("单位缴存情况证明", mill.credit_code, told, "2,910.00 元", "1 次"):
        expect(plain.get_by_role("main")).to_contain_text(said)


@pytest.mark.rows("C-36")
def test_a_proof_of_months_that_have_not_come_is_refused_with_a_reason(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    screen.goto(door.url("/employer/proofs?first=2026-07&last=2027-01"))
    expect(screen.get_by_text("2027 年 1 月还没有到")).to_be_visible()
    expect(screen.get_by_role("button", name="出具证明")).to_have_count(0)
    screen.goto(door.url("/employer/proofs?first=2026-01&last=2026-09"))
    expect(screen.get_by_text("没有更早的月份")).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("C-45", "C-57", "C-59")
def test_every_kind_of_receipt_is_found_and_a_second_printing_says_so(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers, city
) -> None:
    city("chuxiong")
    with door.lock:
        july_is_paid(mill, bank_answers)
        for kind in CHANGES:
            facts = ChangeFacts(
                kind=kind,
                employer_name=mill.name,
                employer_account=mill.number,
                business_serial=f"BG-{kind}",
                channel="网厅-单位版",
                handler="赵会计",
            )
            issue_receipt(
                facts=facts, subject=f"test/{kind}", owner=mill.number, issued_on=TODAY
            )
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "凭证重打")
    expect(screen.locator("tbody tr")).to_have_count(1 + len(CHANGES))
    for kind in CHANGES:
        screen.get_by_label("回单类型").select_option(kind)
        ask(screen)
        expect(screen.locator("tbody tr")).to_have_count(1)
        expect(row(screen, Receipt.Kind(kind).label)).to_contain_text("未打印")
    assert_accessible(screen)
    screen.get_by_label("回单类型").select_option("单位汇缴回单")
    ask(screen)
    expect(row(screen, "HJ")).to_contain_text("2,910.00")
    row(screen, "HJ").get_by_role("link", name=re.compile("打印")).click()
    assert "第1次打印" in printed(screen)
    assert "补打第2次" in printed(screen)
    screen.get_by_role("link", name="返回列表").click()
    expect(screen.get_by_label("回单类型")).to_have_value("remittance")
    expect(row(screen, "HJ")).to_contain_text("已打印 2 次，补打 1 次")
    expect(row(screen, "HJ").get_by_role("link", name=re.compile("补打"))).to_be_visible()


@pytest.mark.rows("X-32")
def test_xinyang_queries_and_prints_people_unit_and_business(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers
) -> None:
    with door.lock:
        july_is_paid(mill, bank_answers)
    enter(screen, door, agent)
    screen.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    open_menu(screen, "查询打印", "职工信息")
    expect(row(screen, "王芳")).to_contain_text("1,440.00")
    assert [line[1] for line in sheet_of(screen)] == ["姓名", "李伟", "王芳", None]
    for tab in ("单位下个人转移查询", "单位封存启封查询", "单位基数调整查询"):
        screen.get_by_role("link", name=tab).click()
        expect(screen.get_by_role("heading", level=1)).to_have_text(tab)
    open_menu(screen, "查询打印", "单位信息")
    expect(screen.get_by_role("main")).to_contain_text(mill.credit_code)
    screen.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    screen.get_by_role("button", name="打印", exact=True).click()
    expect(screen.locator("body[data-printed=yes]")).to_be_visible()
    open_menu(screen, "查询打印", "业务办理信息")
    expect(row(screen, "单位汇缴回单")).to_contain_text("2,910.00")
    assert_accessible(screen)
    screen.get_by_role("link", name="单位缴存明细查询").click()
    expect(row(screen, "HJ")).to_contain_text("已入账")
