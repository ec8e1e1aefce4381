"""付款 and 银行对账 in a real browser, wide and on a phone."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import clerk

from anju.payments.models import DayStatement, Order

pytestmark = pytest.mark.rows("J-25")


@pytest.mark.parametrize("width", [1440, 390])
def test_states_are_tags_and_a_frozen_payment_has_its_button(
    screen: Page, door: Door, hall, width: int
) -> None:
    for number, why in ((1, ""), (2, "银行应答前后不一致")):
        Order.objects.create(
            serial=f"ZF{number}",
            kind="collect",
            purpose="remittance",
            subject=f"HJ{number}",
            payer_account="4115060000123000049",
            payer_name="申城纺织有限公司",
            payee_account="2",
            payee_name="中心",
            amount_fen=291_000,
            remark="",
            frozen_because=why,
        )
    DayStatement.objects.create(
        account="4115060000123000049",
        day=TODAY,
        opening_fen=100,
        closing_fen=29_100_100,
        lines=2,
        matched=1,
    )
    clerk("0009", "finance", name="孙会计")
    come_in(screen, door, "0009")
    screen.set_viewport_size({"width": width, "height": 900})
    screen.goto(door.url("/counter/orders"))
    expect(screen.get_by_role("button", name="按对账单认定")).to_have_count(1)
    expect(screen.get_by_role("table").get_by_text("冻结待查")).to_be_visible()
    expect(screen.get_by_text("总合计")).to_be_visible()
    assert_accessible(screen)
    screen.goto(door.url("/counter/statements"))
    expect(screen.get_by_role("table").get_by_text("有未达")).to_be_visible()
    assert_accessible(screen)
