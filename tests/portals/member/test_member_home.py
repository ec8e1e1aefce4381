"""The members' gate and first page."""

import pytest
from django.test import Client
from tests.portals.conftest import PASSWORD, account_of, enrolled

from anju.people.models import FundAccount, Member


@pytest.fixture
def paid(desk: Client, bank_answers, wang: Member) -> None:
    """July is paid for everybody at the mill."""
    form = {
        "until": "2026-07",
        "method": "realtime",
        "expected_fen": "291000",
        "intent": "7" * 32,
    }
    assert desk.post("/employer/remittances", form).status_code == 302
    bank_answers()
    desk.post("/employer/sign-out")


@pytest.mark.rows("Z-12")
def test_the_greeting_names_the_business_day(at_home: Client) -> None:
    assert "欢迎您！今天是2026年11月18日 星期三" in at_home.get("/my/").content.decode()


@pytest.mark.rows("Z-10")
def test_the_account_shows_what_came_in(hall: Client, paid: None, wang: Member) -> None:
    hall.post("/my/sign-in", {"name": wang.identity_number, "password": PASSWORD})
    shown = hall.get("/my/").content.decode()
    assert "1,440.00" in shown
    assert "汇缴:1,440.00元" in shown
    assert "2026 年 7 月" in shown
    assert "查询更多" in shown


@pytest.mark.rows("Z-10")
def test_a_closed_account_stays_in_sight_beside_the_active_one(
    at_home: Client, wang: Member
) -> None:
    from tests.people_of_the_town import employer, opening, staff

    first = account_of("王芳")
    FundAccount.objects.filter(pk=first.pk).update(state=FundAccount.State.WITHDRAWN)
    staff(employer("浉河茶厂", seq=2), opening(1, "王芳"))
    shown = at_home.get("/my/").content.decode()
    assert "提取销户" in shown
    assert "浉河茶厂" in shown
    closed = at_home.get(f"/my/?account={first.pk}").content.decode()
    assert "申城纺织有限公司" in closed


def test_somebody_elses_account_number_shows_ones_own(at_home: Client) -> None:
    other = account_of("李伟")
    shown = at_home.get(f"/my/?account={other.pk}").content.decode()
    assert "李伟" not in shown
    # Four digits alone also stand in drawings and tokens, by chance.
    assert f"****{other.number[-4:]}" not in shown


def test_no_full_account_or_identity_number_stands_anywhere_in_the_page(
    at_home: Client, wang: Member
) -> None:
    for page in ("/my/", "/my/ledger"):
        shown = at_home.get(page).content.decode()
        assert account_of("王芳").number not in shown
        assert wang.identity_number not in shown


def test_account_numbers_are_masked_on_the_page(at_home: Client) -> None:
    shown = at_home.get("/my/").content.decode()
    number = account_of("王芳").number
    assert f"{number[:4]}****{number[-4:]}" in shown


def test_a_member_without_an_account_is_told_what_to_do(hall: Client, wang: Member) -> None:
    lonely = Member.objects.create(
        name="赵敏", identity_number="411502199003070999", sex="女", born_on="1990-03-07"
    )
    enrolled(lonely)
    hall.post("/my/sign-in", {"name": lonely.identity_number, "password": PASSWORD})
    assert "还没有公积金账户" in hall.get("/my/").content.decode()
    assert hall.get("/my/ledger").status_code == 200


def test_strangers_are_led_to_the_gate(hall: Client, wang: Member) -> None:
    for page in ("/my/", "/my/ledger", "/my/ledger/export"):
        assert hall.get(page)["Location"].startswith("/my/sign-in?next=")


def test_pages_are_read_and_not_posted_to(at_home: Client) -> None:
    assert at_home.post("/my/").status_code == 405
    assert at_home.post("/my/ledger").status_code == 405


def test_a_wrong_password_is_told_without_saying_which_part_was_wrong(
    hall: Client, wang: Member
) -> None:
    known = hall.post("/my/sign-in", {"name": wang.identity_number, "password": "wrong-word"})
    unknown = hall.post("/my/sign-in", {"name": "411502199001010000", "password": "wrong-word"})
    assert known.status_code == unknown.status_code == 422
    sentence = "您填写的内容与登记的不一致"
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()


def test_personal_pages_are_kept_by_no_cache(at_home: Client) -> None:
    assert at_home.get("/my/")["Cache-Control"] == "private, no-store"
