"""枣庄 Z-10, Z-21, Z-22, Z-26, Z-29, Z-30: 购买住房提取 from the account card to the ledger."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.bank_fixtures import bank, bank_process, levers  # noqa: F401 - the bank's process
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.paid_out import agrees, at_the_table, card, office, pays, saver
from tests.browser.signed_in import arrive
from tests.cases.conftest import clerk
from tests.documents.materials.papers import paper as photograph
from tests.people_of_the_town import TODAY
from tests.portals.member.conftest import code_to
from tests.portals.member.withdrawing import paper
from tests.withdrawals.conftest import approve, ask, bank_answers

from anju.documents.materials.add_file import add_file
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord

__all__ = ["card", "office", "pays", "saver"]
BUSINESS = "缴存人购买住房提取审批"
HEADS = ("序号", "业务类型", "业务信息", "是否完成", "流程耗时", "操作")


@pytest.fixture(autouse=True)
def zaozhuang_hall(city: Callable[[str], None]) -> None:
    """The hall is 枣庄's, before anything of its bank is looked up."""
    city("zaozhuang")


@pytest.fixture
def buyer(saver: Member, card: MemberCard) -> Member:
    """王芳 with a contract and an invoice in her wallet, each photographed."""
    for seed, kind in enumerate(("purchase_contract", "invoice"), start=1):
        add_file(
            material=paper(saver, kind),
            name=f"{kind}.jpg",
            content=photograph(seed),
            now=timezone.now(),
        )
    return saver


def hand_in(page: Page, member: Member) -> None:
    """条件 › 填写 › 核对 › 验证码 › 提交."""
    hub = page.get_by_role("region", name="选择提取类型")
    hub.get_by_role("link", name="购买住房提取").click()
    expect(page.get_by_role("heading", name="办理需要满足的条件")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="下一步").click()
    for label, typed in (
        ("购房合同编号", "枣商预 2026-0101"),
        ("合同签订日期", "2026-11-02"),
        ("房屋坐落", "演示路 9 号"),
        ("购房总价（元）", "800000"),
        ("本次提取金额（元）", "3000"),
    ):
        page.get_by_label(label).fill(typed)
    assert_accessible(page)
    page.get_by_role("button", name="下一步").last.click()
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    page.get_by_label("验证码", exact=True).fill(code_to(member.mobile))
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()


@pytest.mark.rows("Z-10", "Z-21", "Z-22", "Z-26", "Z-29", "Z-30")
def test_a_home_is_bought_and_the_flow_and_the_ledger_tell_it(
    screen: Page, office: Page, door: Door, buyer: Member, pays: Callable[[], int]
) -> None:
    arrive(screen, door, buyer)
    screen.get_by_role("region", name="我的公积金").get_by_role("link", name="我要提取").click()
    hand_in(screen, buyer)
    open_menu(screen, "个人任务管理", "我发起的")
    for head in HEADS:
        expect(screen.get_by_role("columnheader", name=head, exact=True)).to_be_visible()
    row = screen.get_by_role("row", name=re.compile(BUSINESS))
    expect(row).to_contain_text("3,000.00 元")
    expect(row).to_contain_text("否（待受理）")
    row.get_by_role("link", name="查看").click()
    expect(screen.locator(".flow li")).to_have_text(
        [re.compile(one) for one in ("任务发起人", "提取受理初审", "提取受理复审", "办结")]
    )
    assert_accessible(screen)
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    agrees(office, "合同与发票相符，同意")
    at_the_table(office, door, "0802", "manager", "周主管")
    agrees(office, "同意")
    assert pays() == 300_000
    screen.reload()
    steps = screen.get_by_role("table", name=re.compile("办理记录"))
    for name, actor, opinion in (
        ("任务发起人", "王芳", "提交申请"),
        ("提取受理初审", "陈柜员", "合同与发票相符，同意"),
        ("提取受理复审", "周主管", "同意"),
    ):
        line = steps.get_by_role("row", name=re.compile(name))
        expect(line).to_contain_text(actor)
        expect(line).to_contain_text(opinion)
        expect(line).to_contain_text(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"))
    expect(screen.get_by_text("已到账").first).to_be_visible()
    open_menu(screen, "个人任务管理", "我发起的")
    expect(screen.get_by_role("row", name=re.compile(BUSINESS))).to_contain_text(
        re.compile(r"是（已办结）\D*\d+秒")
    )
    open_menu(screen, "信息查询", "缴存支取信息")
    line = screen.get_by_role("row", name=re.compile("部分提取"))
    for words in ("3,000.00", "0.00", "购买住房提取", "转账"):
        expect(line).to_contain_text(words)
    assert_accessible(screen)


def test_a_fee_over_the_years_cap_is_lowered_in_words(
    screen: Page, door: Door, buyer: Member
) -> None:
    arrive(screen, door, buyer)
    screen.get_by_role("region", name="我的公积金").get_by_role("link", name="我要提取").click()
    hub = screen.get_by_role("region", name="选择提取类型")
    hub.get_by_role("link", name="物业管理费").click()
    screen.get_by_role("link", name="下一步").click()
    screen.get_by_role("textbox", name="物业费金额（元）", exact=True).fill("8000")
    screen.get_by_label("房屋坐落").fill("演示路 9 号")
    screen.get_by_role("button", name="计算").click()
    why = "您填写的费用是 8,000.00 元，这次最多提取 5,000.00 元"
    expect(screen.locator("#echo")).to_contain_text(why)
    assert_accessible(screen)
    screen.get_by_role("button", name="下一步").last.click()
    told = screen.get_by_role("region", name="核对信息")
    expect(told).to_contain_text(why)
    expect(told).to_contain_text("每年最多 5,000.00 元，今年已提 0.00 元")
    assert_accessible(screen)
    screen.get_by_role("button", name="获取验证码").click()
    expect(screen.get_by_text("验证码已发出")).to_be_visible()
    screen.get_by_label("验证码", exact=True).fill(code_to(buyer.mobile))
    screen.get_by_role("button", name="提交", exact=True).last.click()
    expect(screen.get_by_role("heading", name="申请已提交")).to_be_visible()
    case = buyer.withdrawals.get().case
    assert case is not None
    assert any(why in one.requirement for one in case.findings)


def lend(member: Member, kind: LoanRecord.Kind) -> str:
    """A loan on record with one repayment; its material number."""
    facts = LoanFacts(
        kind,
        f"演贷{kind}",
        "中国银行",
        "演示路 9 号",
        80_000_000,
        50_000_000,
        240,
        date(2026, 7, 1),
    )
    loan = record_loan(borrower=member, facts=facts, today=TODAY, by="test")
    repaid = [(date(2026, 8, 20), 100_000, 0)]
    record_repayments(loan=loan, repaid=repaid, state=LoanRecord.State.NORMAL, by="test")
    return loan.number


@pytest.mark.rows("Z-29", "Z-30")
def test_the_ledger_has_the_manuals_words_for_every_withdrawal(
    screen: Page, door: Door, saver: Member, card: MemberCard
) -> None:
    first, second = clerk("陈柜员", 801), clerk("周主管", 802, Staff.Role.MANAGER)
    wanted = [
        Request("commercial_loan_repayment", "", {"loan": lend(saver, "commercial")}),
        Request("fund_loan_repayment", "", {"loan": lend(saver, "fund")}),
        Request(
            "property_fee",
            "",
            {"cost": "800", "address": "演示路 9 号"},
            (paper(saver, "invoice").number,),
        ),
    ]
    for place, request in enumerate(wanted):
        approve(ask(saver, request, intent=f"form-{place}"), first, second)
        bank_answers()
    arrive(screen, door, saver)
    open_menu(screen, "信息查询", "缴存支取信息")
    for kind, reason, amount in (
        ("部分提取", "偿还购房贷款本息", "1,000.00"),
        ("公积金提取还款", "偿还公积金贷款本息", "1,000.00"),
        ("部分提取", "物业管理费", "800.00"),
    ):
        line = screen.get_by_role("row", name=re.compile(reason))
        for words in (kind, amount, "转账"):
            expect(line).to_contain_text(words)
    screen.get_by_label("业务类型").select_option("公积金提取还款")
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_text("共 1 条")).to_be_visible()
    assert_accessible(screen)
