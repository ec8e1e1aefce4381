"""The sender and the simulated bank as two processes: whatever the bank does, books agree."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Party
from anju.payments.models import Order
from anju.payments.send_orders import look_into_open_orders, send_orders

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def funded(order: Order, levers: SimulatedBank) -> Order:
    """Both sides of the order bank there."""
    payer = Party(order.payer_account, order.payer_name)
    payee = Party(order.payee_account, order.payee_name)
    levers.open_accounts([(payer, 1_000_000), (payee, 0)], bank="建设银行")
    return order


def settle(bank: HttpBank, levers: SimulatedBank) -> None:
    """Send, let the bank work, and ask until nothing is open any more."""
    send_orders(bank=bank, callback_url="", now=NOW)
    now = NOW
    for _ in range(6):
        assert levers.rest(untold=False)
        now += timedelta(hours=1)
        look_into_open_orders(bank=bank, callback_url="", now=now)


@pytest.mark.parametrize(
    ("mode", "ends"),
    [
        ("none", "succeeded"),
        ("silence_before", "succeeded"),
        ("silence_after", "succeeded"),
        ("duplicate", "succeeded"),
        ("bad_signature", "succeeded"),
        ("reset", "succeeded"),
        ("reject", "rejected"),
    ],
)
def test_the_order_and_the_banks_books_agree_after_every_fault(
    funded: Order, bank: HttpBank, levers: SimulatedBank, mode: str, ends: str
) -> None:
    levers.set_faults(mode, count=1)
    settle(bank, levers)
    funded.refresh_from_db()
    assert (funded.state, funded.frozen_because) == (ends, "")
    came = levers.balance_fen(funded.payee_account)
    assert came == (291_000 if ends == "succeeded" else 0)
    assert levers.proof()["sound"]


def test_a_payer_without_money_is_told_so(
    funded: Order, bank: HttpBank, levers: SimulatedBank
) -> None:
    poor = Party(funded.payer_account, funded.payer_name)
    levers.open_accounts([(poor, 290_999)])
    settle(bank, levers)
    funded.refresh_from_db()
    assert funded.state == "rejected"
    assert "余额不足" in funded.reason


def test_a_wrong_amount_from_the_bank_stops_the_order(
    funded: Order, bank: HttpBank, levers: SimulatedBank, draw: Callable[[str], Order]
) -> None:
    levers.set_faults("wrong_amount", count=1)
    settle(bank, levers)
    funded.refresh_from_db()
    assert funded.frozen_because
