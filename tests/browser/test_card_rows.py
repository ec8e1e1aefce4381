"""绑定银行卡 along the manual's path, with the bank that compares name, identity and card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive, prove_again
from tests.portals.member.conftest import code_to, told

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ground.invented import make_bank_card
from anju.identity.models import Code, Tally
from anju.payments.bank import Party
from anju.payments.models import MemberCard
from anju.people.models import Member
from bank_fixtures import bank, bank_process, levers

__all__ = ["bank", "bank_process", "levers"]

CCB = "中国建设银行"
OWN, SECOND, STRANGERS = (make_bank_card(seq) for seq in (701, 702, 703))
City = Callable[[str], None]


@pytest.fixture
def at_the_bank(
    bank: HttpBank,
    levers: SimulatedBank,
    fang: Member,
    monkeypatch: pytest.MonkeyPatch,
) -> SimulatedBank:
    """王芳 has two cards at the bank, 赵某 one; the hall asks that bank."""
    monkeypatch.setattr("anju.portals.member.cards.bank", lambda: bank)
    cards = [(Party(card, fang.name), fang.identity_number) for card in (OWN, SECOND)]
    stranger = (Party(STRANGERS, "赵某"), "411502199001019999")
    levers.open_cards([*cards, stranger], bank=CCB)
    return levers


def fill(page: Page, card: str) -> None:
    page.get_by_label("选择绑定的卡行").select_option(label=CCB)
    page.get_by_label("卡号", exact=True).fill(card)


def bind(page: Page, card: str, mobile: str) -> None:
    """卡行, 卡号, 获取验证码, 验证码, 提交."""
    fill(page, card)
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    assert f"尾号 {card[-4:]} 的银行卡" in told(mobile)
    page.get_by_label("验证码", exact=True).fill(code_to(mobile))
    page.get_by_role("button", name="提交", exact=True).last.click()


@pytest.mark.rows("C-12")
def test_chuxiong_binds_a_bank_card_along_the_manuals_path(
    screen: Page, door: Door, fang: Member, city: City, at_the_bank: SimulatedBank
) -> None:
    city("chuxiong")
    arrive(screen, door, fang)
    open_menu(screen, "我要提取", "绑定银行卡")
    expect(screen.get_by_role("heading", level=1)).to_have_text("绑定银行卡")
    assert_accessible(screen)
    bind(screen, OWN, fang.mobile)
    expect(screen.get_by_role("heading", level=1)).to_have_text("绑定成功")
    expect(screen.get_by_text(f"****{OWN[-4:]}")).to_be_visible()
    expect(screen.get_by_text("起可以用于提取收款")).to_be_visible()
    assert OWN not in screen.content()
    assert_accessible(screen)
    assert MemberCard.objects.get(member=fang, ended_at=None).number == OWN
    assert f"您已绑定尾号 {OWN[-4:]} 的银行卡（{CCB}）" in told(fang.mobile)
    screen.goto(door.url("/my/messages"))
    expect(screen.get_by_role("cell", name="绑定银行卡", exact=True)).to_be_visible()


@pytest.mark.rows("C-12", "X-56")
def test_on_a_phone_a_strangers_card_is_refused_and_a_silent_bank_binds_nothing(
    phone: Page,
    door: Door,
    fang: Member,
    stale: Callable[[], None],
    at_the_bank: SimulatedBank,
) -> None:
    arrive(phone, door, fang)
    with door.lock:
        stale()
    phone.goto(door.url("/my/cards"))
    prove_again(phone)
    bind(phone, STRANGERS, fang.mobile)
    alert = phone.get_by_role("alert").first
    expect(alert).to_contain_text("持卡人姓名与您的姓名不一致")
    assert_accessible(phone)
    with door.lock:
        at_the_bank.set_faults("error", on=["card"], count=1)
        # A minute later the telephone may be written to again.
        _forget_tries()
    bind(phone, OWN, fang.mobile)
    expect(alert).to_contain_text("银行暂时没有答复，没有绑定")
    assert not MemberCard.objects.exists()
    with door.lock:
        _forget_tries()
    bind(phone, OWN, fang.mobile)
    expect(phone.get_by_role("heading", name="绑定成功")).to_be_visible()
    assert_accessible(phone)


def _forget_tries() -> None:
    Tally.objects.all().delete()
    Code.objects.all().delete()
