"""The simulated bank behind a member's withdrawal: his card, the fund, the worker's round."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.bank_fixtures import bank, bank_process, levers
from tests.browser.conftest import Door, assert_accessible
from tests.people_of_the_town import TODAY
from tests.portals.member.conftest import code_to

from anju.contributions.collecting import collection_account
from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ledger.proofs import prove
from anju.payments.bank import Party
from anju.payments.gateway import bank as gateway
from anju.payments.models import MemberCard
from anju.payments.send_orders import send_orders
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.payout.receipts import receipt_of
from anju.withdrawals.proofs import WITHDRAWALS

__all__ = ["bank", "bank_process", "levers", "pays_out"]

FUND_FEN = 100_000_000
Pays = Callable[[], int]


@pytest.fixture
def pays_out(door: Door, bank: HttpBank, levers: SimulatedBank) -> Iterator[Pays]:
    """Lets the bank carry out what was ordered; answers what then lies on the card, in fen."""
    gateway.cache_clear()

    def pay() -> int:
        with the_banks_time():
            with door.lock:
                card = MemberCard.objects.select_related("member").get(ended_at=None)
                _open(levers, card)
                callback = f"http://127.0.0.1:{door.port}/c/xinyang/bank/answers"
                send_orders(bank=bank, callback_url=callback, now=timezone.now())
            assert levers.rest()
        with door.lock:
            settle_payments(today=TODAY)
        cards = {one["number"]: one["balance_fen"] for one in levers.cards()}
        return int(cards[card.number])

    yield pay
    gateway.cache_clear()
    with door.lock:
        found = [prove(law) for law in WITHDRAWALS]
    assert [one.first for one in found if not one.holds] == []


def _open(levers: SimulatedBank, card: MemberCard) -> None:
    fund = collection_account(TODAY)
    levers.open_accounts([(fund, FUND_FEN)])
    levers.set_date(TODAY, account=fund.account)
    levers.open_cards([(Party(card.number, card.holder), card.member.identity_number)])


def the_banks_time() -> time_machine.travel:
    """The bank is a process of its own, in today's time, and takes no stale signature."""
    real = time_machine.escape_hatch.time.time()
    return time_machine.travel(datetime.fromtimestamp(real, UTC), tick=True)


def prove_by_code(page: Page, member: Member, button: str = "获取验证码") -> None:
    """获取验证码, and the code that came to the telephone."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    page.get_by_label("验证码", exact=True).fill(code_to(member.mobile))


def receipt_is_genuine(page: Page, door: Door, withdrawal: Withdrawal, sum_: str) -> None:
    """打印提取回单: on the screen, as a PDF, and found true by anybody with its code."""
    page.goto(door.url(f"/my/withdrawals/{withdrawal.number}"))
    expect(page.get_by_role("heading", name="提取成功")).to_be_visible()
    page.get_by_role("link", name="打印提取回单").click()
    expect(page.get_by_role("heading", name="提取回单")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text(sum_)
    with page.expect_download() as download:
        page.get_by_role("button", name="打印（下载盖章 PDF）").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert_accessible(page)
    with door.lock:
        withdrawal.refresh_from_db()
        code = receipt_of(withdrawal).verify_code
    page.goto(door.url(f"/verify?code={code}"))
    expect(page.get_by_role("heading", name="验证通过")).to_be_visible()
