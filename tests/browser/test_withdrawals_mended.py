"""A withdrawal is sent back, mended where it was marked, and paid; or it is refused."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.bank_fixtures import bank, bank_process, levers  # noqa: F401 - the bank's process
from tests.browser.conftest import Door, assert_accessible
from tests.browser.paid_out import (
    agrees,
    at_the_table,
    card,
    look_at_papers,
    office,
    pays,
    saver,
)
from tests.browser.signed_in import arrive
from tests.documents.materials.papers import paper as photograph
from tests.portals.member.withdrawing import paper
from tests.withdrawals.conftest import ask

from anju.documents.materials.add_file import add_file
from anju.documents.materials.models import Material
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

__all__ = ["card", "office", "pays", "saver"]
TOLD = {
    "contract_number": "购-1",
    "contract_on": "2026-11-02",
    "address": "演示路 9 号",
    "cost": "800000",
}
INVOICE = "购房发票或契税票"


def photographed(member: Member, kind: str, seed: int) -> Material:
    made = paper(member, kind)
    add_file(material=made, name=f"{kind}.jpg", content=photograph(seed), now=timezone.now())
    return made


@pytest.fixture
def asked(saver: Member, card: MemberCard) -> Withdrawal:
    """王芳 asks for 3,000.00 for a home."""
    papers = tuple(
        photographed(saver, kind, seed).number
        for seed, kind in enumerate(("purchase_contract", "invoice"), start=1)
    )
    return ask(saver, Request("home_purchase", "", TOLD, papers, 300_000), now=timezone.now())


def mark(office: Page, label: str, reason: str, words: str = "") -> None:
    office.get_by_role("checkbox", name=label, exact=True).check()
    office.get_by_label(f"{label}的退回原因").select_option(label=reason)
    office.get_by_label(f"{label}的具体说明").fill(words)


def send_back(office: Page) -> None:
    """R, then an amount and a paper are marked with codes; what is fixed cannot be."""
    office.keyboard.press("r")
    expect(office.get_by_role("checkbox", name="个人账号", exact=True)).to_have_count(0)
    mark(office, "本次提取金额", "金额与材料不一致", "发票合计 2,500.00 元")
    mark(office, INVOICE, "影像不清晰")
    assert_accessible(office)
    office.get_by_role("button", name="退回补正", exact=True).click()
    expect(office.get_by_text("现在没有等待您办理的办件")).to_be_visible()


def mend(screen: Page, folder: Path) -> Material:
    """The amount is changed, a new invoice made on the way and chosen, and handed in again."""
    screen.get_by_label("本次提取金额（元）").fill("2500")
    screen.get_by_role("button", name=f"新建一份：{INVOICE}").click()
    for label, typed in (
        ("发票号码", "2026110200001"),
        ("开票日期", "2026-11-02"),
        ("价税合计（元）", "2500.00"),
    ):
        screen.get_by_label(label).fill(typed)
    screen.get_by_role("button", name="保存，去上传").click()
    path = folder / "清晰.jpg"
    path.write_bytes(photograph(7))
    screen.locator("#file").set_input_files(str(path))
    files = screen.get_by_role("list", name="已上传的文件").get_by_role("listitem")
    expect(files).to_have_count(1)
    screen.get_by_role("link", name="回到“补正：购买住房提取”").click()
    expect(screen.get_by_label("本次提取金额（元）")).to_have_value("2500")
    made = Material.objects.latest("id")
    screen.get_by_label(INVOICE, exact=True).select_option(made.number)
    screen.get_by_role("button", name="补正后重新提交").last.click()
    expect(screen.get_by_role("status")).to_contain_text("排队的位置不变")
    return made


@pytest.mark.rows("X-13", "Z-21", "Z-22")
def test_only_what_was_marked_is_mended_and_the_place_is_kept(
    screen: Page,
    office: Page,
    door: Door,
    asked: Withdrawal,
    saver: Member,
    pays: Callable[[], int],
    tmp_path: Path,
) -> None:
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    send_back(office)
    arrive(screen, door, saver)
    due = asked.case.due_on
    screen.goto(door.url("/my/todo"))
    screen.get_by_role("link", name=re.compile("补正：")).click()
    expect(screen.get_by_role("heading", name="要改的只有这些")).to_be_visible()
    expect(screen.get_by_text("发票合计 2,500.00 元").first).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="去补正").click()
    fields = screen.get_by_role("main").locator("input.form-control, select.form-select")
    expect(fields).to_have_count(3)
    expect(screen.get_by_label(f"{INVOICE}（再加一份）")).to_have_value("")
    assert_accessible(screen)
    exchanged = mend(screen, tmp_path)
    expect(screen.get_by_text("2,500.00 元").first).to_be_visible()
    asked.case.refresh_from_db()
    assert asked.case.due_on == due
    office.goto(door.url("/counter/review"))
    office.keyboard.press("n")
    expect(office.get_by_role("heading", name="补正改了这些")).to_be_visible()
    changed = office.get_by_role("region", name="补正改了这些")
    expect(changed).to_contain_text("2,500.00")
    expect(changed).to_contain_text(exchanged.number)
    agrees(office)
    at_the_table(office, door, "0802", "manager", "周主管")
    agrees(office)
    assert pays() == 250_000


@pytest.mark.rows("Z-22")
def test_a_refusal_says_what_why_and_when(
    screen: Page, office: Page, door: Door, asked: Withdrawal, saver: Member
) -> None:
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    look_at_papers(office)
    office.get_by_label("意见", exact=True).fill("合同上的房屋已由他人办理过提取")
    office.get_by_role("button", name="不予办理").click()
    expect(office.get_by_text("现在没有等待您办理的办件")).to_be_visible()
    arrive(screen, door, saver)
    screen.goto(door.url(f"/my/withdrawals/{asked.number}"))
    alert = screen.get_by_role("alert")
    expect(alert).to_contain_text("不予办理")
    expect(alert).to_contain_text("合同上的房屋已由他人办理过提取")
    expect(alert).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d"))
    expect(alert).to_contain_text("3,000.00 元已恢复可用")
    assert_accessible(screen)
    screen.goto(door.url("/my/messages"))
    expect(screen.get_by_text("不予办理").first).to_be_visible()
