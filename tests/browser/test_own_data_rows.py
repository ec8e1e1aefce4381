"""The employer's own data along 楚雄's own click paths, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu

from anju.people.models import Appointment, Employer


@pytest.mark.rows("C-43", "C-57", "C-59")
def test_chuxiong_changes_its_registration_at_the_right_and_prints_the_receipt(
    screen: Page, door: Door, agent: Appointment, mill: Employer, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "单位缴存登记信息变更")
    expect(screen.get_by_role("heading", name="修改项")).to_be_visible()
    screen.get_by_label("邮政编码").fill("67500")
    screen.get_by_label("单位地址").fill("鹿城南路 8 号")
    screen.get_by_role("button", name="提交").click()
    expect(screen.locator("#postcode-err")).to_contain_text("6 位数字")
    assert_accessible(screen)
    screen.get_by_label("邮政编码").fill("675000")
    screen.get_by_label("发薪日").fill("15")
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("单位缴存登记信息变更回单")
    row = screen.get_by_role("row", name=re.compile("单位地址"))
    expect(row).to_contain_text("演示路 1 号")
    expect(row).to_contain_text("鹿城南路 8 号")
    with screen.expect_download() as download:
        screen.get_by_role("button", name="打印（下载盖章 PDF）").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    open_menu(screen, "归集业务", "单位缴存登记信息变更")
    screen.get_by_role("link", name="变更记录").click()
    expect(screen.get_by_role("row", name=re.compile("发薪日"))).to_contain_text("每月 15 日")
    assert_accessible(screen)
    mill.refresh_from_db()
    assert (mill.postcode, mill.payday) == ("675000", 15)


@pytest.mark.rows("C-44", "C-57", "C-59")
def test_chuxiong_changes_the_units_ratio_with_a_reason_and_prints_the_receipt(
    screen: Page, door: Door, agent: Appointment, mill: Employer, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "单位比例变更")
    screen.get_by_label("变更后单位比例").fill("4")
    screen.get_by_label("变更原因").fill("职代会决议调整")
    screen.get_by_role("button", name="下一步，核对").click()
    expect(screen.locator("#employer_rate-err")).to_contain_text("不在 5% 至 12% 之间")
    assert_accessible(screen)
    screen.get_by_label("变更后单位比例").fill("8")
    screen.get_by_role("button", name="下一步，核对").click()
    total = screen.get_by_role("row", name=re.compile("合计（2 人）"))
    for words in ("2,910.00", "1,940.00", "−970.00"):
        expect(total).to_contain_text(words)
    assert_accessible(screen)
    screen.get_by_role("button", name="提交", exact=True).click()
    expect(screen.get_by_role("heading", name="变更成功")).to_be_visible()
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("单位比例变更回单")
    expect(screen.get_by_text("单位 8%，个人 8%")).to_be_visible()
    mill.refresh_from_db()
    assert str(mill.employer_rate) == "0.0800"


@pytest.mark.rows("C-43", "C-44")
def test_a_phone_shows_both_pages_without_sideways_scroll(
    phone: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(phone, door, agent)
    for path in ("own/registration", "own/ratio"):
        phone.goto(door.url(f"/employer/{path}"))
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(phone)
