"""死亡提取 in a real browser: from registering the heir to the money on his card."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.paid_out import both_agree, office
from tests.browser.paying_out import (
    Pays,
    bank,
    bank_process,
    levers,
    pays_out,
    the_banks_time,
)
from tests.browser.staff_at_the_desk import come_in, open_file
from tests.documents.materials.papers import paper
from tests.paying_back import remit
from tests.people_of_the_town import employer, opening, staff
from tests.staff_of_the_town import clerk
from tests.withdrawals.inheriting import SON, SONS_CARD, SONS_MOBILE

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ground.calendar import Month
from anju.notices.models import Message
from anju.payments.bank import CardAnswer, CardCheck, Party
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal

__all__ = ["bank", "bank_process", "levers", "office", "pays_out"]

NAME = "王小明"
PICTURE = {"mimeType": "image/jpeg", "name": "扫描.jpg"}


@pytest.fixture(autouse=True)
def office_hours(tmp_path: Path, settings) -> Iterator[None]:
    settings.ANJU_MATERIALS = tmp_path / "materials"
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def dead(hall) -> Member:
    """王芳, paid for from July to October, who has died; no card of hers is bound."""
    made = employer()
    staff(made, opening(1, "王芳"))
    remit(made, Month(2026, 10))
    return Member.objects.get(name="王芳")


class CardOffice:
    """The bank's card check, asked in the bank's own time."""

    def __init__(self, bank: HttpBank) -> None:
        self.bank = bank

    def verify_card(self, check: CardCheck) -> CardAnswer:
        with the_banks_time():
            return self.bank.verify_card(check)


@pytest.fixture
def desk(
    screen: Page,
    door: Door,
    dead: Member,
    bank: HttpBank,
    levers: SimulatedBank,
    monkeypatch: pytest.MonkeyPatch,
) -> Page:
    """陈主管's screen; the bank knows the son's card."""
    monkeypatch.setattr("anju.portals.counter.persons.bank_card.bank", lambda: CardOffice(bank))
    levers.open_cards([(Party(SONS_CARD, NAME), SON)], bank="中国建设银行")
    clerk("0001", "manager", name="陈主管")
    come_in(screen, door, "0001")
    return screen


@pytest.mark.rows("X-13")
def test_an_heir_is_registered_served_and_paid(
    desk: Page, door: Door, dead: Member, office: Page, pays_out: Pays
) -> None:
    register(desk)
    bind_his_card(desk, door)
    apply_for_him(desk, door, dead)
    with door.lock:
        made = Withdrawal.objects.select_related("payee").get(member=dead)
        assert made.payee.name == NAME
    both_agree(office, door)
    assert pays_out() == 576_000
    desk.goto(door.url("/counter/person/withdrawals"))
    paid = desk.get_by_role("region", name="已付给继承人")
    expect(paid).to_contain_text(f"付给 {NAME}")
    assert_accessible(desk)
    with desk.expect_download() as download:
        paid.get_by_role("button", name="打印提取回单").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    with door.lock:
        texts = [one.text for one in Message.objects.filter(to_index=SONS_MOBILE)]
    assert any("5,760.00 元已付到" in text for text in texts)


def register(desk: Page) -> None:
    """登记个人客户, by his identity card."""
    desk.get_by_role("link", name="登记个人客户").first.click()
    assert_accessible(desk)
    desk.get_by_label("姓名").fill(NAME)
    desk.get_by_label("证件号码").fill(SON)
    desk.get_by_label("手机号码").fill(SONS_MOBILE)
    desk.get_by_label("已核对身份证原件").check()
    desk.get_by_role("button", name="登记", exact=True).click()
    expect(desk.get_by_role("status")).to_contain_text("已登记")
    assert_accessible(desk)


def bind_his_card(desk: Page, door: Door) -> None:
    """His own file, his own card."""
    desk.get_by_role("link", name="查个人，绑定银行卡").click()
    open_file(desk, door, SON, "继承人来绑卡")
    assert_accessible(desk)
    desk.get_by_role("link", name="绑定银行卡").click()
    desk.get_by_label("发卡银行").select_option("105")
    desk.get_by_label("卡号", exact=True).fill(SONS_CARD)
    desk.get_by_label("已核对身份证原件").check()
    desk.get_by_label("已核对银行卡原件").check()
    desk.get_by_role("button", name="绑定", exact=True).click()
    expect(desk.get_by_role("status")).to_contain_text("绑定成功")


def apply_for_him(desk: Page, door: Door, dead: Member) -> None:
    """The dead member's file: the notary's paper, the form, the heir's name under it."""
    open_file(desk, door, dead.identity_number, "继承人来办死亡提取")
    desk.get_by_role("link", name="提取受理").click()
    desk.get_by_role("link", name=re.compile("受理 ?死亡提取")).click()
    expect(desk.get_by_text("一个账户只付一位领款人")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("link", name=re.compile("扫描")).first.click()
    desk.get_by_label("逝者姓名").fill("王芳")
    desk.get_by_label("死亡日期").fill("2026-10-30")
    desk.locator("input[type=file]").set_input_files({**PICTURE, "buffer": paper(3)})
    desk.get_by_role("button", name="存入材料夹").click()
    desk.get_by_label("继承人证件号码").fill(SON)
    desk.get_by_label("与缴存人关系").select_option("子女")
    desk.get_by_role("button", name="下一步").click()
    expect(desk.get_by_role("heading", name="核对并确认")).to_be_visible()
    expect(desk.get_by_role("article")).to_contain_text(NAME)
    assert_accessible(desk)
    desk.get_by_label("继承人签名的申请表").set_input_files({**PICTURE, "buffer": paper(4)})
    desk.get_by_label("已核对继承人身份证原件").check()
    desk.get_by_role("button", name="提交").click()
    expect(desk.get_by_role("status")).to_contain_text("短信到领款人")
    assert_accessible(desk)
