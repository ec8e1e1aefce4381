"""Two officers at the reviewers' table, and the bank that pays what they have approved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import DESK, Door, _screen
from tests.browser.staff_at_the_desk import come_in
from tests.paying_back import remit
from tests.people_of_the_town import TODAY, FakeBank
from tests.staff_of_the_town import clerk

from anju.contributions.collecting import collection_account
from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ground.calendar import Month
from anju.ground.invented import make_bank_card
from anju.payments.bank import Party
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.gateway import bank as gateway
from anju.payments.models import MemberCard
from anju.payments.send_orders import send_orders
from anju.people.models import Employer, Member
from anju.policy.shapes import Channel
from anju.withdrawals.payout.end_payment import settle_payments

CARD = make_bank_card(801)
CCB = "中国建设银行"
BEFORE = datetime(2026, 11, 16, tzinfo=UTC)


@pytest.fixture
def saver(hall, mill: Employer, fang: Member, settings, tmp_path: Path) -> Member:
    """王芳, paid for from July to October: 5,760.00; files are kept apart."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    remit(mill, Month(2026, 10))
    return fang


@pytest.fixture
def card(saver: Member) -> MemberCard:
    """Her card, bound long ago."""
    MemberCard.objects.filter(member=saver).delete()
    made = bind_card(
        member=saver,
        typed=TypedCard("105", CARD, sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=timezone.now(),
        by=f"member/{saver.pk}",
    )
    waited(made.member)
    return made


def waited(member: Member) -> None:
    """The day is over for which a new card waits."""
    MemberCard.objects.filter(member=member).update(verified_at=BEFORE, usable_from=BEFORE)


@pytest.fixture
def office(chromium: Browser, door: Door) -> Iterator[Page]:
    """Another desk's screen, at the center."""
    yield from _screen(chromium, DESK, {})


@pytest.fixture
def pays(
    door: Door,
    saver: Member,
    bank: HttpBank,
    levers: SimulatedBank,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], int]]:
    """The bank has her card and the fund's money; the call pays what waits: fen on the card."""
    gateway.cache_clear()
    monkeypatch.setattr("anju.portals.member.cards.bank", lambda: bank)
    into = collection_account(TODAY)
    levers.open_accounts([(into, 100_000_000)], bank="交通银行")
    levers.open_cards([(Party(CARD, saver.name), saver.identity_number)], bank=CCB)
    levers.set_date(TODAY, account=into.account)
    answers = f"http://127.0.0.1:{door.port}/c/xinyang/bank/answers"
    before = levers.balance_fen(CARD)

    def paid() -> int:
        with door.lock:
            send_orders(bank=bank, callback_url=answers, now=timezone.now())
        assert levers.rest()
        with door.lock:
            settle_payments(today=TODAY)
        return levers.balance_fen(CARD) - before

    yield paid
    gateway.cache_clear()


def at_the_table(office: Page, door: Door, login: str, role: str, name: str) -> None:
    """An officer comes in, and what waits lies before him with its first page open."""
    office.context.clear_cookies()
    with door.lock:
        clerk(login, role, name=name)
    come_in(office, door, login)
    office.goto(door.url("/counter/review"))
    office.keyboard.press("n")
    expect(office.get_by_role("heading", name="规则结果")).to_be_visible()


def agrees(office: Page, opinion: str = "已核对材料原件影像，同意") -> None:
    """看每一份材料, 意见, A."""
    look_at_papers(office)
    field = office.get_by_label("意见", exact=True)
    field.fill(opinion)
    field.blur()
    office.keyboard.press("a")
    expect(office.get_by_text("现在没有等待您办理的办件")).to_be_visible()


def look_at_papers(office: Page) -> None:
    """Every paper is opened, its first page in full."""
    papers = office.locator("[data-leaf]").count()
    for place in range(1, papers + 1):
        office.keyboard.press(str(place))
        expect(office.locator("[data-leaf][aria-current]")).to_have_count(1)
    if papers:
        expect(office.locator("[data-sheet]")).to_have_js_property("complete", True)


def both_agree(office: Page, door: Door) -> None:
    """陈柜员 takes it on, 周主管 approves."""
    at_the_table(office, door, "0801", "clerk", "陈柜员")
    agrees(office)
    at_the_table(office, door, "0802", "manager", "周主管")
    agrees(office)
