"""The menus as each city's manual has them, and the search that knows their other names."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible

from anju.people.models import Appointment

CHUXIONG = {
    "员工信息查询": ("单位下个人转移查询", "单位下人员明细查询"),
    "公积金查询": (
        "单位基本信息查询",
        "单位缴存明细查询",
        "单位封存启封查询",
        "单位比例调整查询",
        "单位基数调整查询",
        "单位结息对账单查询",
        "单位缴存登记查询",
        "单位缴存情况证明打印",
    ),
    "归集业务": (
        "个人账户设立",
        "个人封存",
        "个人启封",
        "缴存基数变更",
        "个人转移",
        "单位缴存登记信息变更",
        "单位比例变更",
        "凭证重打",
        "密码修改",
        "预留手机号变更",
    ),
    "缴存业务": ("预缴", "汇缴", "补缴"),
}
XINYANG = {
    "当月汇缴": ("当月汇缴", "变更清册", "基数调整清册", "单位汇缴"),
    "职工转移": ("转入单位申请",),
    "信息修改": ("职工信息修改",),
    "查询打印": ("职工信息", "单位信息", "业务办理信息"),
}
ALIASES = {
    "个人缴存登记信息变更": "/employer/own/registration",
    "个人比例变更": "/employer/own/ratio",
    "增员": "/employer/opening-register",
    "jianyuan": "/employer/seal-register",
    "托收": "/employer/remittances",
    "清册": "/employer/register",
    "pzcd": "/employer/receipts",
}


@pytest.mark.rows("C-59")
@pytest.mark.parametrize(("code", "manual"), [("chuxiong", CHUXIONG), ("xinyang", XINYANG)])
def test_the_menu_has_the_manuals_headings_and_every_line_opens(
    screen: Page, door: Door, agent: Appointment, city, code: str, manual: dict
) -> None:
    city(code)
    enter(screen, door, agent)
    menu = screen.get_by_role("navigation", name="主导航")
    for group, lines in manual.items():
        menu.locator("summary").get_by_text(group, exact=True).click()
        for line in lines:
            expect(menu.get_by_role("link", name=line, exact=True)).to_be_visible()
    urls = menu.get_by_role("link", include_hidden=True).evaluate_all(
        "links => links.map(link => link.href)"
    )
    answers = screen.evaluate(
        "urls => Promise.all(urls.map(url => fetch(url).then(answer => answer.status)))", urls
    )
    assert {url for url, status in zip(urls, answers, strict=True) if status != 200} == set()


@pytest.mark.rows("C-59")
def test_another_name_or_pinyin_finds_the_page_while_one_types(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    menu = screen.get_by_role("navigation", name="主导航")
    menu.get_by_text("找功能").first.click()
    field = menu.locator("#find-menu")
    expect(field).to_be_focused()
    field.press_sequentially("封存")
    found = menu.locator("#found-menu")
    expect(found.get_by_role("link").first).to_contain_text("个人封存")
    expect(found).to_contain_text("单位封存启封查询")
    assert_accessible(screen)
    for words, path in ALIASES.items():
        screen.goto(door.url("/employer/find"))
        screen.locator("#find-page").fill(words)
        screen.locator("#find-page").press("Enter")
        screen.wait_for_url(f"**{path}")
    screen.goto(door.url("/employer/find"))
    screen.locator("#find-page").fill("贷款")
    screen.locator("#find-page").press("Enter")
    expect(screen.get_by_text("没有叫“贷款”的功能")).to_be_visible()
    assert_accessible(screen)


def test_without_script_and_on_a_phone_it_is_found_as_well(
    plain: Page, phone: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(plain, door, agent)
    plain.goto(door.url("/employer/find"))
    plain.locator("#find-page").fill("托收")
    plain.locator("#find-page").press("Enter")
    expect(plain.get_by_role("heading", level=1)).to_have_text("汇缴")
    enter(phone, door, agent)
    phone.locator("#find-all").press_sequentially("证明")
    phone.locator("#found-all").get_by_role("link", name="单位缴存情况证明打印").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("单位缴存情况证明打印")
    assert_accessible(phone)
