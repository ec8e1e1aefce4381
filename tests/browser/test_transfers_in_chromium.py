"""Transfers between employers in a real browser, along the manuals' own paths."""

import io
import re

import pytest
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive
from tests.contributions.transfers.conftest import asked as person
from tests.contributions.transfers.conftest import keep, submit
from tests.people_of_the_town import change, employer, identity
from tests.portals.conftest import account_of, agent_of

from anju.contributions.models import Transfer
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Appointment, Employer, Member


@pytest.fixture
def inn(mill: Employer) -> Appointment:
    """孙会计, who acts for an inn that hires the mill's people."""
    return agent_of(employer("浉河宾馆有限公司", seq=2), "孙会计", 903)


def sealed(name: str) -> None:
    found = account_of(name)
    seal_accounts(employer=found.employer, accounts=[found.pk], change=change())


def fill(screen: Page, order: int, name: str, base: str = "7000.00") -> None:
    screen.get_by_label("身份证号或个人账号").fill(identity(order))
    screen.get_by_label("姓名", exact=True).fill(name)
    screen.get_by_label("缴存基数（元）").fill(base)
    screen.get_by_role("button", name="保存").click()


@pytest.mark.rows("C-42", "C-57", "C-45")
def test_chuxiong_names_the_old_employer_adds_the_exact_person_and_prints_the_receipt(
    screen: Page, door: Door, mill: Employer, inn: Appointment, city
) -> None:
    city("chuxiong")
    with door.lock:
        sealed("李伟")
    enter(screen, door, inn)
    open_menu(screen, "归集业务", "个人转移")
    screen.get_by_label("转出单位账号").fill(mill.number)
    screen.get_by_role("button", name="添加").click()
    expect(screen.get_by_label("转出单位账号")).to_have_value(mill.number)
    assert_accessible(screen)
    fill(screen, 2, "李伟")
    row = screen.get_by_role("row", name=re.compile("李伟"))
    expect(row).to_contain_text("校验通过")
    assert_accessible(screen)
    screen.get_by_role("button", name="提交", exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("转入成功")
    assert_accessible(screen)
    screen.get_by_role("link", name="打印个人转移回单").click()
    expect(screen.get_by_role("heading", name="个人转移回单").first).to_be_visible()
    with door.lock:
        assert account_of("李伟").employer_id == inn.employer_id
    open_menu(screen, "归集业务", "凭证重打")
    expect(screen.get_by_role("row", name=re.compile("个人转移回单"))).to_be_visible()


@pytest.mark.rows("X-30", "X-33")
def test_xinyang_applies_checks_submits_and_the_old_employer_confirms(
    screen: Page, door: Door, mill: Employer, agent: Appointment, inn: Appointment
) -> None:
    enter(screen, door, inn)
    open_menu(screen, "职工转移", "转入单位申请")
    screen.get_by_role("link", name="新增").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("转移职工信息")
    fill(screen, 1, "王芳", base="1.00")
    expect(screen.get_by_text("缴存基数 1.00 元不在本年度的")).to_be_visible()
    screen.get_by_role("link", name=re.compile("修改")).click()
    fill(screen, 1, "王芳")
    screen.get_by_role("button", name="校验", exact=True).click()
    expect(screen.get_by_role("status")).to_have_text("1 人校验通过")
    screen.get_by_role("button", name="提交", exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("已提交，待转出方或本人确认")
    screen.get_by_role("link", name="查看转入申请").click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("待确认")
    assert_accessible(screen)

    screen.context.clear_cookies()
    enter(screen, door, agent)
    screen.get_by_role("main").get_by_role("link", name=re.compile("转出确认")).click()
    assert_accessible(screen)
    screen.get_by_role("link", name=re.compile("办理")).click()
    expect(screen.get_by_text("浉河宾馆有限公司")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="确认转出").click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("转入成功")
    with door.lock:
        assert account_of("王芳").employer_id == inn.employer_id


@pytest.mark.rows("X-30", "C-42")
def test_the_member_consents_on_her_own_page_after_a_fresh_proof(
    phone: Page, door: Door, wang: Member, inn: Appointment
) -> None:
    with door.lock:
        asked(inn, "王芳", 1)
    arrive(phone, door, wang)
    phone.get_by_role("main").get_by_role("link", name="去查看").click()
    expect(phone.get_by_role("heading", name="浉河宾馆有限公司申请转入")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name="同意转移").click()
    phone.get_by_role("button", name="同意转移").click()
    expect(phone.get_by_role("heading", name="已转移").first).to_be_visible()
    with door.lock:
        assert Transfer.objects.get().how == Transfer.How.MEMBER
        assert account_of("王芳").employer_id == inn.employer_id


@pytest.mark.rows("X-31", "X-33")
def test_a_batch_is_imported_from_the_template_judged_row_by_row_and_submitted(
    screen: Page, door: Door, mill: Employer, inn: Appointment
) -> None:
    with door.lock:
        sealed("李伟")
    enter(screen, door, inn)
    open_menu(screen, "职工转移", "文件导入")
    with screen.expect_download() as offered:
        screen.get_by_role("link", name="下载批量转移模板").click()
    assert offered.value.suggested_filename == "批量转移模板.xlsx"
    assert_accessible(screen)
    screen.get_by_label("选择批量转移模板文件").set_input_files(
        {"name": "转移.xlsx", "mimeType": "application/zip", "buffer": workbook()}
    )
    screen.get_by_role("button", name="上传").click()
    expect(screen.get_by_role("row", name=re.compile("李伟"))).to_contain_text("校验通过")
    expect(screen.get_by_role("row", name=re.compile("吴敏"))).to_contain_text("需修改")
    screen.get_by_role("button", name="提交", exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("转入成功")
    expect(screen.get_by_role("main")).to_contain_text("另有 1 人已提交")
    with door.lock:
        states = dict(Transfer.objects.values_list("name", "state"))
    assert states == {"李伟": "done", "王芳": "waiting", "吴敏": "draft"}


def asked(inn: Appointment, name: str, order: int) -> None:
    keep(inn.employer, person(order, name))
    submit(inn.employer, timezone.now())


def workbook() -> bytes:
    book = Workbook()
    for row in (
        ["姓名", "身份证号码", "缴存基数"],
        ["李伟", identity(2), "7000.00"],
        ["王芳", identity(1), "7000.00"],
        ["吴敏", identity(51), "1.00"],
    ):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
