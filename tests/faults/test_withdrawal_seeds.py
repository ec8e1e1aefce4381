"""For every seed of the bank's faults its books end equal to ours: each card has its due."""

import contextlib
from datetime import datetime, timedelta

import pytest

from anju.contributions.collecting import collection_account
from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.ledger.proofs import prove
from anju.payments.bank import BadSignature, BankSilent, Party
from anju.payments.fetch_statements import fetch_statements
from anju.payments.models import StatementLine
from anju.payments.record_answer import record_answer
from anju.payments.resolve_order import NotProven
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.payout.settle_by_statement import settle_by_statement
from anju.withdrawals.proofs import WITHDRAWALS
from bank_fixtures import bank, bank_process, ear, levers
from bank_process import Ear, end_day
from faults.borrowers import NOON, approved, borrowers, officer, repay
from faults.rivals import form
from people_of_the_town import TODAY

__all__ = ["bank", "bank_process", "ear", "levers"]

ROUNDS, ROUND = 8, timedelta(minutes=20)
FULL_FEN = 100_000_000
STATE = Withdrawal.State


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_banks_books_equal_the_halls_after_a_seed_of_faults(
    xinyang, bank: HttpBank, levers: SimulatedBank, ear: Ear, seed: int
) -> None:
    made = _approved(levers)
    before_fen = levers.balance_fen(collection_account(TODAY).account)
    levers.set_faults("random", seed=seed, rate_percent=60)
    _talk(bank, levers, ear, since=NOON)
    levers.set_faults("none")
    # Later than all of the first talk: an order looked at then is due to be asked after again.
    _talk(bank, levers, ear, since=NOON + ROUND * ROUNDS)
    _let_the_statement_decide(bank, levers)
    settle_payments(today=TODAY)

    cards = {one["number"]: one["balance_fen"] for one in levers.cards()}
    for withdrawal in made:
        withdrawal.refresh_from_db()
        came_fen = cards[withdrawal.card.number]
        if withdrawal.state == STATE.PAYING:
            # The bank paid another amount: its people must mend that with ours.
            assert withdrawal.order.frozen_because
            assert came_fen not in (0, withdrawal.total_fen)
        else:
            assert withdrawal.state in (STATE.PAID, STATE.BOUNCED)
            assert came_fen == (withdrawal.total_fen if withdrawal.state == STATE.PAID else 0)
    left_fen = before_fen - levers.balance_fen(collection_account(TODAY).account)
    assert left_fen == _left_by_statement()
    assert levers.proof()["sound"]
    assert [found.first for law in WITHDRAWALS if not (found := prove(law)).holds] == []


def _approved(levers: SimulatedBank) -> list[Withdrawal]:
    """Four members whose withdrawals wait to be sent, and a fund that can pay them."""
    fund = collection_account(TODAY)
    made = [repay(account, intent=form()) for account in borrowers(4)]
    for withdrawal in made:
        approved(withdrawal, officer(), officer())
    levers.open_accounts([(fund, FULL_FEN)])
    levers.set_date(TODAY, account=fund.account)
    cards = [(Party(one.card.number, one.card.holder), one.member) for one in made]
    levers.open_cards([(card, member.identity_number) for card, member in cards])
    return made


def _talk(bank: HttpBank, levers: SimulatedBank, ear: Ear, *, since: datetime) -> None:
    """A few rounds of the worker: send, hear what was called, ask what stays open."""
    for turn in range(ROUNDS):
        now = since + ROUND * (turn + 1)
        send_orders(bank=bank, callback_url=ear.url, now=now)
        levers.rest(seconds=20, untold=False)
        _hear(bank, ear)
        look_into_open_orders(bank=bank, callback_url=ear.url, now=now)
        settle_payments(today=TODAY)


def _hear(bank: HttpBank, ear: Ear) -> None:
    heard, ear.heard = ear.heard, []
    for headers, path, body in heard:
        with contextlib.suppress(BadSignature, BankSilent):
            answer = bank.verify_callback(headers=headers, path=path, body=body)
            record_answer(answer=answer, source="callback", now=NOON)


def _let_the_statement_decide(bank: HttpBank, levers: SimulatedBank) -> None:
    fund, tomorrow = collection_account(TODAY).account, TODAY + timedelta(days=1)
    end_day(levers, TODAY, fund)
    fetch_statements(bank=bank, account=fund, today=tomorrow, now=NOON + timedelta(days=1))
    frozen = Withdrawal.objects.exclude(order__frozen_because="")
    for withdrawal in frozen:
        with contextlib.suppress(NotProven):
            settle_by_statement(
                serial=withdrawal.order.serial, today=tomorrow, now=NOON, by="staff/1"
            )


def _left_by_statement() -> int:
    """What the bank's statement says left the fund for our withdrawals, in fen."""
    lines = StatementLine.objects.filter(order__purpose="withdrawal", direction="out")
    return sum(lines.values_list("amount_fen", flat=True))
