"""A stranger holds a receipt and asks the public page."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.people_of_the_town import TODAY

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.documents.models import Receipt
from anju.ground.calendar import Month
from anju.people.models import Employer


@pytest.fixture
def receipt(mill: Employer, bank_answers) -> Receipt:
    """July is paid."""
    submit_remittance(
        employer=mill,
        until=Month(2026, 7),
        method=Remittance.Method.REALTIME,
        expected_fen=291_000,
        intent="r" * 32,
        today=TODAY,
        by="赵会计",
    )
    bank_answers()
    return Receipt.objects.get()


@pytest.mark.rows("C-57")
def test_a_code_is_typed_and_the_receipt_is_genuine(
    screen: Page, door: Door, receipt: Receipt
) -> None:
    screen.goto(door.url("/"))
    assert_accessible(screen)
    screen.get_by_role("link", name="去验证").click()
    screen.get_by_label("验证码").fill(receipt.verify_code.lower())
    screen.get_by_role("button", name="验证").click()
    expect(screen.get_by_role("heading", name="验证通过")).to_be_visible()
    expect(screen.get_by_text("2,910.00 元")).to_be_visible()
    assert_accessible(screen)


def test_a_wrong_code_is_told_kindly(screen: Page, door: Door, receipt: Receipt) -> None:
    screen.goto(door.url("/verify?code=0000-0000-0000-0000"))
    expect(screen.get_by_role("heading", name="没有查到这张回单")).to_be_visible()
    assert_accessible(screen)


def test_a_page_that_is_not_there_has_a_number_for_the_hotline(
    screen: Page, door: Door
) -> None:
    screen.goto(door.url("/no-such-page"))
    expect(screen.get_by_role("heading", name="没有这个页面")).to_be_visible()
    expect(screen.get_by_text("404-")).to_be_visible()
    assert_accessible(screen)
