"""柜面补正 in a real browser: sent back, mended by the clerk, agreed to by two others."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.bank_fixtures import bank, bank_process, levers  # noqa: F401 - the bank's process
from tests.browser.conftest import Door, assert_accessible
from tests.browser.paid_out import (
    agrees,
    at_the_table,
    card,
    office,
    pays,
    saver,
)
from tests.browser.staff_at_the_desk import come_in, open_file
from tests.browser.test_withdrawals_mended import INVOICE, TOLD, mark, photographed
from tests.documents.materials.papers import paper
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import ask

from anju.documents.materials.models import Material
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

__all__ = ["card", "office", "pays", "saver"]
PICTURE = {"mimeType": "image/jpeg", "name": "扫描.jpg"}


@pytest.fixture
def asked(saver: Member, card: MemberCard) -> Withdrawal:
    """王芳 asks for 3,000.00 for a home."""
    papers = tuple(
        photographed(saver, kind, seed).number
        for seed, kind in enumerate(("purchase_contract", "invoice"), start=1)
    )
    return ask(saver, Request("home_purchase", "", TOLD, papers, 300_000), now=timezone.now())


@pytest.fixture
def desk(screen: Page, door: Door, saver: Member) -> Page:
    """陈主管's screen with 王芳's file."""
    clerk("0001", "manager", name="陈主管")
    come_in(screen, door, "0001")
    open_file(screen, door, saver.identity_number)
    return screen


@pytest.mark.rows("X-13", "Z-21")
def test_a_clerk_mends_it_and_two_others_agree(
    desk: Page, door: Door, asked: Withdrawal, office: Page, pays: Callable[[], int]
) -> None:
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    send_back(office)
    desk.get_by_role("link", name="提取受理").click()
    under_way = desk.get_by_role("region", name="正在办理")
    expect(under_way).to_contain_text(asked.number)
    assert_accessible(desk)
    under_way.get_by_role("link", name=re.compile("^补正")).click()
    expect(desk.get_by_text("发票合计 2,500.00 元").first).to_be_visible()
    fields = desk.get_by_role("main").locator("input.form-control, select.form-select")
    expect(fields).to_have_count(3)
    assert_accessible(desk)
    invoice = scan(desk, door)
    desk.get_by_label("本次提取金额（元）").fill("2500")
    desk.get_by_label(INVOICE, exact=True).select_option(invoice.number)
    desk.get_by_role("button", name="下一步").click()
    form = desk.get_by_role("article")
    expect(form).to_contain_text("2,500.00")
    expect(form).to_contain_text(invoice.number)
    assert_accessible(desk)
    desk.get_by_label("本人签名的申请表").set_input_files({**PICTURE, "buffer": paper(8)})
    desk.get_by_label("已核对身份证原件").check()
    desk.get_by_role("button", name="提交").click()
    expect(desk.get_by_role("status")).to_contain_text("已补正并重新提交")
    assert_accessible(desk)
    nothing_for_the_clerk(desk, door)
    office.goto(door.url("/counter/review"))
    office.keyboard.press("n")
    expect(office.get_by_role("region", name="补正改了这些")).to_contain_text("2,500.00")
    agrees(office)
    at_the_table(office, door, "0802", "manager", "周主管")
    agrees(office)
    assert pays() == 250_000


@pytest.mark.rows("X-13")
def test_a_clerk_takes_it_back_for_her(desk: Page, door: Door, asked: Withdrawal) -> None:
    desk.get_by_role("link", name="提取受理").click()
    under_way = desk.get_by_role("region", name="正在办理")
    under_way.get_by_role("link", name=re.compile("^撤回")).click()
    assert_accessible(desk)
    desk.get_by_label("撤回的说明").fill("本人改为明年再提取")
    desk.get_by_label("已核对身份证原件").check()
    desk.get_by_role("button", name="撤回申请").click()
    expect(desk.get_by_role("status")).to_contain_text("已撤回")
    assert_accessible(desk)
    desk.get_by_role("link", name="返回提取受理").click()
    expect(desk.get_by_role("heading", name="可提全景")).to_be_visible()
    expect(desk.get_by_role("region", name="正在办理")).to_have_count(0)


def send_back(office: Page) -> None:
    """R, then an amount and a paper are marked."""
    office.keyboard.press("r")
    mark(office, "本次提取金额", "金额与材料不一致", "发票合计 2,500.00 元")
    mark(office, INVOICE, "影像不清晰")
    office.get_by_role("button", name="退回补正", exact=True).click()
    expect(office.get_by_text("现在没有等待您办理的办件")).to_be_visible()


def scan(desk: Page, door: Door) -> Material:
    """A new invoice goes into her wallet, and the clerk is back at the mending."""
    desk.get_by_role("link", name=re.compile(f"扫描 ?{INVOICE}")).click()
    assert_accessible(desk)
    for label, typed in (
        ("发票号码", "2026110200001"),
        ("开票日期", "2026-11-02"),
        ("价税合计（元）", "2500.00"),
    ):
        desk.get_by_label(label).fill(typed)
    desk.locator("input[type=file]").set_input_files({**PICTURE, "buffer": paper(7)})
    desk.get_by_role("button", name="存入材料夹").click()
    expect(desk.get_by_role("heading", name="要改的内容")).to_be_visible()
    with door.lock:
        return Material.objects.latest("id")


def nothing_for_the_clerk(desk: Page, door: Door) -> None:
    """What he has mended is given to others."""
    desk.goto(door.url("/counter/review"))
    desk.keyboard.press("n")
    expect(desk.get_by_text("现在没有等待您办理的办件")).to_be_visible()
