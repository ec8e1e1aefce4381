"""信阳 X-08 to X-13, X-38, X-39, X-43, X-56: 我要提取 from the first click to the card."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.bank_fixtures import bank, bank_process, levers  # noqa: F401 - the bank's process
from tests.browser.conftest import PHONE, Door, _screen, assert_accessible, open_menu
from tests.browser.paid_out import (
    CARD,
    CCB,
    both_agree,
    card,
    office,
    pays,
    saver,
    waited,
)
from tests.browser.signed_in import arrive
from tests.documents.materials.papers import paper
from tests.portals.member.conftest import code_to
from tests.portals.member.withdrawing import seal

from anju.documents.materials.models import Material
from anju.identity.models import Code, Tally
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal

__all__ = ["card", "office", "pays", "saver"]
CHANNELS = {("hall", "手机网厅"), ("wechat", "微信")}
LEFT = "与单位终止（解除）劳动关系"
TYPES = (LEFT, "出境定居", "离、退休")


def to_conditions(page: Page) -> None:
    """选择提取类型 › the conditions and papers, before anything is typed (X-08, X-09)."""
    hub = page.get_by_role("region", name="选择提取类型")
    for title in TYPES:
        expect(hub.get_by_role("link", name=title)).to_be_visible()
    assert_accessible(page)
    hub.get_by_role("link", name=LEFT).click()
    expect(page.get_by_role("heading", name="办理需要满足的条件")).to_be_visible()
    expect(page.get_by_role("heading", name="所需要件")).to_be_visible()
    expect(page.get_by_text("账户封存满 6 个月")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("textbox")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("link", name="下一步").click()


def make_material(page: Page) -> None:
    """创建提取材料, since there is none: what it says is written down (X-10)."""
    expect(page.get_by_role("heading", name="档案资料列表")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="创建提取材料").click()
    page.get_by_label("原工作单位").fill("申城纺织有限公司")
    page.get_by_label("解除日期").fill("2026-04-18")
    assert_accessible(page)
    page.get_by_role("button", name="保存，去上传").click()
    page.get_by_role("link", name=f"回到“{LEFT}”").click()


def choose_material(page: Page) -> None:
    """档案资料列表 › 选择; 系统自动校验 says of every condition how it stands (X-11)."""
    expect(page.get_by_role("button", name="创建提取材料")).to_have_count(0)
    expect(page.get_by_role("button", name="另建一份")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("解除劳动关系证明")).check()
    page.get_by_role("button", name="下一步").last.click()
    expect(page.get_by_role("status").first).to_contain_text("身份信息校验通过")
    checks = page.get_by_role("list", name="校验结果").get_by_role("listitem")
    expect(checks).to_have_count(9)
    expect(checks.filter(has_text="通过")).to_have_count(9)
    assert_accessible(page)


def upload(page: Page, folder: Path) -> None:
    """上传资料, from the page where everything is checked (X-12)."""
    expect(page.get_by_role("heading", name="核对信息")).to_be_visible()
    page.get_by_role("button", name="上传资料").click()
    path = folder / "证明.jpg"
    path.write_bytes(paper())
    page.locator("#file").set_input_files(str(path))
    files = page.get_by_role("list", name="已上传的文件").get_by_role("listitem")
    expect(files).to_have_count(1)
    page.get_by_role("link", name=f"回到“{LEFT}”").click()
    expect(page.get_by_role("button", name="查看或补传")).to_be_visible()


def hand_in(page: Page, member: Member) -> None:
    """获取验证码, 提交: it goes to the center's reviewers (X-13)."""
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    page.get_by_label("验证码", exact=True).fill(code_to(member.mobile))
    assert_accessible(page)
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    assert_accessible(page)


@pytest.mark.rows("X-08", "X-09", "X-10", "X-11", "X-12", "X-13", "X-39")
def test_who_left_his_employer_takes_everything_out(
    screen: Page,
    office: Page,
    door: Door,
    saver: Member,
    card: MemberCard,
    pays: Callable[[], int],
    tmp_path: Path,
) -> None:
    seal(saver, months=7)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "我要提取")
    to_conditions(screen)
    make_material(screen)
    choose_material(screen)
    upload(screen, tmp_path)
    hand_in(screen, saver)
    made = Withdrawal.objects.get()
    expect(screen.get_by_text("现在由谁办理")).to_be_visible()
    both_agree(office, door)
    screen.reload()
    expect(screen.get_by_role("heading", name="正在付款")).to_be_visible()
    made.refresh_from_db()
    assert pays() == made.total_fen == 576_000
    expect(screen.get_by_role("heading", name="提取成功")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="打印提取回单").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("提取回单")
    code = screen.locator(".receipt-foot .code").inner_text()
    with screen.expect_download() as download:
        screen.get_by_role("button", name=re.compile("^打印")).click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    open_menu(screen, "我要查询", "历史提取明细")
    row = screen.get_by_role("row", name=re.compile(made.number))
    expect(row).to_contain_text(LEFT)
    expect(row).to_contain_text("已到账")
    assert_accessible(screen)
    screen.goto(door.url("/verify"))
    screen.get_by_label("验证码").fill(code)
    screen.get_by_role("button", name="验证").click()
    expect(screen.get_by_role("heading", name="验证通过")).to_be_visible()


@pytest.mark.rows("X-38")
def test_the_ledger_is_asked_for_by_the_year(screen: Page, door: Door, saver: Member) -> None:
    arrive(screen, door, saver)
    open_menu(screen, "我要查询", "个人明细账")
    expect(screen.get_by_role("heading", level=1)).to_have_text("个人明细账")
    screen.get_by_label("年度").select_option("2026")
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_text("共 4 条")).to_be_visible()
    expect(screen.get_by_role("columnheader", name="余额", exact=True)).to_be_visible()
    assert_accessible(screen)


@pytest.fixture(params=["Mobile", "Mobile MicroMessenger/8.0"])
def phone(chromium: Browser, door: Door, request) -> Iterator[Page]:
    """A phone's own browser, and WeChat's."""
    agent = f"Mozilla/5.0 (Linux; Android 14) {request.param}"
    options = {"is_mobile": True, "has_touch": True, "user_agent": agent}
    yield from _screen(chromium, PHONE, options)


def bind_on_the_way(phone: Page, door: Door, saver: Member) -> None:
    """绑定银行卡 from within the form; a minute later the telephone may be written to again."""
    phone.get_by_role("button", name="绑定银行卡").click()
    phone.get_by_label("选择绑定的卡行").select_option(label=CCB)
    phone.get_by_label("卡号", exact=True).fill(CARD)
    phone.get_by_role("button", name="获取验证码").click()
    expect(phone.get_by_text("验证码已发出")).to_be_visible()
    phone.get_by_label("验证码", exact=True).fill(code_to(saver.mobile))
    phone.get_by_role("button", name="提交", exact=True).last.click()
    expect(phone.get_by_role("heading", name="绑定成功")).to_be_visible()
    with door.lock:
        Tally.objects.all().delete()
        Code.objects.all().delete()


@pytest.mark.rows("X-38", "X-39", "X-43", "X-56")
def test_on_a_phone_the_first_withdrawal_asks_for_the_card_on_its_way(
    phone: Page,
    office: Page,
    door: Door,
    saver: Member,
    pays: Callable[[], int],
    tmp_path: Path,
) -> None:
    seal(saver, months=7)
    arrive(phone, door, saver)
    menu = phone.get_by_role("navigation", name="全部功能")
    expect(menu.get_by_role("heading", name="自助服务")).to_be_visible()
    assert_accessible(phone)
    menu.get_by_role("link", name="我要提取").click()
    to_conditions(phone)
    make_material(phone)
    expect(phone.get_by_text("您还没有绑定本人的银行卡")).to_be_visible()
    bind_on_the_way(phone, door, saver)
    phone.get_by_role("link", name=f"回到“{LEFT}”").click()
    choose_material(phone)
    upload(phone, tmp_path)
    expect(phone.get_by_text("要审核的提取现在就可以提交")).to_be_visible()
    hand_in(phone, saver)
    with door.lock:
        # The officers come to it a day later, when the card may be paid to.
        waited(saver)
    made = Withdrawal.objects.get()
    assert (made.channel, Material.objects.get().created_in) in CHANNELS
    both_agree(office, door)
    made.refresh_from_db()
    assert pays() == made.total_fen
    phone.goto(door.url("/my/"))
    menu.get_by_role("link", name="历史提取明细").click()
    expect(phone.get_by_text("已到账").last).to_be_visible()
    assert_accessible(phone)
    phone.goto(door.url("/my/"))
    menu.get_by_role("link", name="个人明细账").click()
    phone.get_by_label("年度").select_option("2026")
    expect(phone.get_by_role("cell", name="销户提取")).to_be_visible()
    assert_accessible(phone)
