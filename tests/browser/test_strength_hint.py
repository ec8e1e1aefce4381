"""While a new password is typed the page says in Chinese what it is worth."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.signed_in import arrive

from anju.people.models import Member

SAID = [
    ("wool", "还差 4 位"),
    ("12345678", "连续的一排"),
    ("abababab", "有规律地重复"),
    ("gjj12345", "常用词占了大半"),
    ("wool and ", "可以。再长一些更好"),
    ("wool and 8 looms", "很好"),
]


def test_a_new_password_is_weighed_while_it_is_typed(
    screen: Page, door: Door, wang: Member, city
) -> None:
    city("zaozhuang")
    arrive(screen, door, wang)
    screen.goto(door.url("/my/security/password"))
    new, again = (screen.locator('input[autocomplete="new-password"]').nth(n) for n in (0, 1))
    for typed, said in SAID:
        new.fill(typed)
        expect(screen.locator("#new-strength")).to_contain_text(said)
    again.fill("wool and 8 loom")
    expect(screen.locator("#again-strength")).to_contain_text("还不一致")
    again.fill("wool and 8 looms")
    expect(screen.locator("#again-strength")).to_contain_text("两次填写一致")
    assert_accessible(screen)


@pytest.mark.rows("N-15")
def test_where_six_digits_are_taken_they_are_weighed_as_such(
    screen: Page, door: Door, wang: Member, city
) -> None:
    city("ningbo")
    arrive(screen, door, wang)
    screen.goto(door.url("/my/security/password"))
    new, hint = screen.locator('input[autocomplete="new-password"]').first, "#new-strength"
    for typed, said in (("1234", "还差 2 位"), ("123456", "连续的数字"), ("730519", "可以")):
        new.fill(typed)
        expect(screen.locator(hint)).to_contain_text(said)
    new.fill("73051946")
    expect(screen.locator(hint)).to_contain_text("可以")
