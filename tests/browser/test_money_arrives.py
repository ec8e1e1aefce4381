"""转账汇款, 钱到哪了 and 暂收 in a real browser, with the simulated bank as a real process."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.bank_fixtures import bank, bank_process, levers  # noqa: F401 - the bank's process
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.staff_at_the_desk import come_in
from tests.browser.test_employer_rows import july_is_paid
from tests.contributions.suspense.town import finance_clerk
from tests.people_of_the_town import TODAY, change, terms
from tests.portals.conftest import account_of
from tests.staff_of_the_town import STAFF_PASSWORD, code_now

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance
from anju.gateways.simulated import SimulatedBank
from anju.ground.calendar import Month
from anju.ledger.proofs import prove
from anju.payments.bank import Party
from anju.payments.gateway import bank as gateway
from anju.people.accounts.change_accounts import change_bases, seal_accounts
from anju.people.models import Appointment, Employer, Staff

STRANGER = Party("6222000000000001", "某投资有限公司")


@pytest.fixture
def transfer(door: Door, bank, levers: SimulatedBank) -> Iterator[Callable[..., None]]:  # noqa: F811
    """Somebody transfers money; the bank tells, and the job runs."""
    gateway.cache_clear()
    into = collection_account(TODAY)
    levers.open_accounts([(into, 0)], bank="交通银行")
    levers.set_date(TODAY, account=into.account)
    levers.tell_arrivals(into.account, f"http://127.0.0.1:{door.port}/c/xinyang/bank/arrivals")

    def come(fen: int, *, remark: str = "", payer: Party = STRANGER) -> None:
        levers.transfer(
            payer=payer, payee=into, amount_fen=fen, remark=remark, digest="网银转账"
        )
        assert levers.rest()
        with door.lock:
            allot_settled_money(today=TODAY)

    yield come
    levers.tell_arrivals(into.account, "")
    gateway.cache_clear()
    with door.lock:
        found = [prove(proof) for proof in EVERY_PROOF]
    assert [one.first for one in found if not one.holds] == []


def choose_transfer(page: Page, door: Door, agent: Appointment) -> str:
    """单位汇缴 › 转账汇款 › 核对 › 确认; the reference that is shown."""
    enter(page, door, agent)
    open_menu(page, "当月汇缴", "单位汇缴")
    page.get_by_label(re.compile("转账汇款")).check()
    page.get_by_role("button", name="下一步，核对").click()
    page.get_by_role("button", name="确认汇缴").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("等待转账到账")
    return page.locator("#reference").inner_text()


@pytest.mark.rows("C-53")
def test_confirmed_by_transfer_paid_with_the_reference_posted_and_printed(
    screen: Page, door: Door, agent: Appointment, transfer
) -> None:
    reference = choose_transfer(screen, door, agent)
    expect(screen.get_by_role("main")).to_contain_text("4115060000123000049")
    assert_accessible(screen)
    transfer(291_000, remark=f"公积金 {reference}")
    expect(screen.get_by_role("heading", level=1)).to_have_text("汇缴成功")
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_text("转账汇款")).to_be_visible()
    expect(screen.get_by_text("贰仟玖佰壹拾元整")).to_be_visible()


def test_too_little_is_said_and_the_rest_makes_it_whole_with_the_surplus_told(
    screen: Page, door: Door, agent: Appointment, transfer
) -> None:
    reference = choose_transfer(screen, door, agent)
    transfer(290_000, remark=reference)
    screen.get_by_role("link", name="刷新结果").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("已到 2,900.00 元，少 10.00 元")
    assert_accessible(screen)
    open_menu(screen, "当月汇缴", "钱到哪了")
    row = screen.get_by_role("row", name=re.compile("汇缴 2026"))
    expect(row).to_contain_text("少 10.00 元")
    expect(row).to_contain_text("贵单位")
    assert_accessible(screen)
    transfer(1_500, remark=reference)
    screen.reload()
    expect(screen.get_by_role("row", name=re.compile("转账到账"))).to_contain_text("5.00")
    expect(screen.get_by_role("row", name=re.compile("汇缴 2026"))).to_contain_text("已入账")
    with screen.expect_download() as download:
        screen.get_by_role("link", name="导出Excel").click()
    assert download.value.path().read_bytes().startswith(b"PK")


def test_withdrawn_with_money_there_it_is_put_by_with_one_click(
    screen: Page, door: Door, agent: Appointment, transfer
) -> None:
    reference = choose_transfer(screen, door, agent)
    transfer(100_000, remark=reference)
    screen.get_by_role("button", name="撤回这笔汇缴").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("没有入账")
    screen.get_by_role("link", name="钱到哪了", exact=True).last.click()
    screen.get_by_role("link", name="来款", exact=True).click()
    expect(screen.get_by_role("main")).to_contain_text("单位已撤回")
    assert_accessible(screen)
    screen.get_by_role("button", name="存入预缴户").click()
    expect(screen.get_by_role("main")).to_contain_text("已分摊")
    expect(screen.get_by_role("link", name="回单", exact=True)).to_be_visible()


@pytest.fixture
def clerks(hall) -> list[Staff]:
    """Two of the finance office."""
    return [finance_clerk("3001", "周财务"), finance_clerk("3002", "吴财务")]


def test_money_without_a_reference_is_assigned_by_finance_and_a_second_person(
    screen: Page, door: Door, agent: Appointment, mill: Employer, clerks, transfer
) -> None:
    choose_transfer(screen, door, agent)
    transfer(291_000, remark="货款")
    screen.goto(door.url("/employer/whereabouts"))
    expect(screen.get_by_role("link", name="来款", exact=True)).to_have_count(0)
    come_in(screen, door, "3001")
    open_menu(screen, "账务", "暂收未分摊")
    expect(screen.get_by_role("main")).to_contain_text("1 笔，2,910.00 元未分摊")
    expect(screen.get_by_role("main")).to_contain_text("还有 3 个工作日")
    assert_accessible(screen)
    screen.get_by_role("row", name=re.compile("某投资有限公司")).get_by_role("link").click()
    screen.get_by_label("单位账号").fill(mill.number)
    screen.get_by_label("认领依据").fill("电话核实，代申城纺织汇款")
    assert_accessible(screen)
    screen.get_by_role("button", name="提交认领，送复核").click()
    prove_again_at_the_desk(screen)
    if screen.get_by_label("单位账号").count():
        screen.get_by_label("单位账号").fill(mill.number)
        screen.get_by_label("认领依据").fill("电话核实，代申城纺织汇款")
        screen.get_by_role("button", name="提交认领，送复核").click()
    expect(screen.get_by_role("main")).to_contain_text("待复核")
    open_menu(screen, "账务", "来款复核")
    expect(screen.get_by_role("main")).to_contain_text("您自己提出的")
    come_in(screen, door, "3002")
    open_menu(screen, "账务", "来款复核")
    screen.get_by_label("意见").fill("已核实")
    screen.get_by_role("button", name="同意").click()
    prove_again_at_the_desk(screen)
    if screen.get_by_role("button", name="同意").count():
        screen.get_by_role("button", name="同意").click()
    expect(screen.get_by_role("status")).to_contain_text("已办结")
    with door.lock:
        assert Remittance.objects.get().state == "posted"


def prove_again_at_the_desk(page: Page) -> None:
    """A fresh proof where the last one is too old; nothing where it is not."""
    page.wait_for_load_state()
    if page.get_by_role("heading", name="请再次确认").count() == 0:
        return
    if page.get_by_label("动态口令").count():
        page.get_by_label("动态口令").fill(code_now(later=1))
    else:
        page.get_by_label("密码").fill(STAFF_PASSWORD)
    page.get_by_role("button", name="确认", exact=True).click()
    page.wait_for_load_state()


def test_the_pages_fit_a_phone(phone: Page, door: Door, agent: Appointment, transfer) -> None:
    enter(phone, door, agent)
    phone.goto(door.url("/employer/whereabouts"))
    expect(phone.get_by_text("这段时间没有缴款，也没有来款。")).to_be_visible()
    phone.goto(door.url("/employer/remittances"))
    phone.get_by_label(re.compile("转账汇款")).check()
    phone.get_by_role("button", name="下一步，核对").click()
    phone.get_by_role("button", name="确认汇缴").click()
    expect(phone.locator("#reference")).to_be_visible()
    assert_accessible(phone)
    transfer(5_000, remark=phone.locator("#reference").inner_text())
    phone.goto(door.url("/employer/whereabouts"))
    assert_accessible(phone)
    phone.get_by_role("link", name="来款", exact=True).click()
    assert_accessible(phone)


@pytest.mark.rows("C-53")
def test_before_paying_one_sees_what_changes_and_the_sum_shown_is_the_sum_paid(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers
) -> None:
    """先看账再交钱: July is paid, then 李伟 is sealed and 王芳 gets another base."""
    with door.lock:
        july_is_paid(mill, bank_answers)
        august = change(Month(2026, 8))
        seal_accounts(employer=mill, accounts=[account_of("李伟").pk], change=august)
        new = {account_of("王芳").pk: terms(950_000, side_fen=114_000)}
        change_bases(employer=mill, terms=new, change=august)
    enter(screen, door, agent)
    screen.goto(door.url("/employer/dry-run"))
    bars = screen.get_by_role("table", name=re.compile("从上次汇缴到本次应缴"))
    expect(bars.get_by_role("row", name=re.compile("减少"))).to_contain_text("−1,470.00")
    expect(bars.get_by_role("row", name=re.compile("基数调整"))).to_contain_text("+840.00")
    expect(bars.get_by_role("row", name=re.compile("本次应缴"))).to_contain_text("2,280.00")
    assert_accessible(screen)
    screen.get_by_role("link", name="1 人").click()
    people = screen.get_by_role("table", name="先看账再交钱")
    expect(people.get_by_role("row", name=re.compile("王芳"))).to_contain_text("超过 50%")
    screen.get_by_role("link", name="去汇缴").click()
    screen.get_by_role("button", name="下一步，核对").click()
    expect(screen.get_by_role("main")).to_contain_text("基数变动超过 50%")
    assert_accessible(screen)
    screen.get_by_role("button", name="确认汇缴").click()
    with door.lock:
        assert Remittance.objects.get(state="processing").total_fen == 228_000
