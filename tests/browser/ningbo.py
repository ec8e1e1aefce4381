"""The hall of 宁波 at ten in the morning: who stands in it, and its 温馨提示."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import assert_accessible
from tests.paying_back import remit
from tests.portals.member.withdrawing import bind, old_saver

from anju.ground.calendar import Month
from anju.people.models import Employer, Member

TEN = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def office_hours() -> Iterator[None]:
    """Ten in the morning in 宁波."""
    with time_machine.travel(TEN, tick=True):
        yield


@pytest.fixture
def saver(mill: Employer, fang: Member, city: Callable[[str], None]) -> Member:
    """王芳 has four months on her account and a card, in the hall of 宁波."""
    remit(mill, Month(2026, 10))
    bind(fang)
    city("ningbo")
    return fang


@pytest.fixture
def elder(mill: Employer, hall: Client, city: Callable[[str], None]) -> Member:
    """周伯 is of age to retire, in the hall of 宁波."""
    member = old_saver(mill)
    city("ningbo")
    return member


def confirm_tips(page: Page, *words: str) -> None:
    """温馨提示 with one's account, nothing to type, 确认."""
    tips = page.get_by_role("dialog", name="温馨提示")
    for said in ("姓名", "申城纺织有限公司", "5,760.00 元", *words):
        expect(tips).to_contain_text(said)
    expect(tips.locator("input:visible")).to_have_count(0)
    assert_accessible(page)
    tips.get_by_role("button", name="确认").click()
    expect(tips).to_be_hidden()


def material_dialog(page: Page) -> Locator:
    """查询材料号 opens the dialog with one's own loans."""
    page.get_by_role("link", name="查询材料号").click()
    return page.get_by_role("dialog", name="查询材料号")
