"""For every seed of random faults, the hall's book ends equal to the bank's (machine M3)."""

from datetime import date
from pathlib import Path

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Party
from anju_simulators.faults import Faults
from anju_simulators.store import Store
from bank_process import Ear, end_day, instruct
from simulators.hall import Hall

DAY = date(2026, 11, 18)


@pytest.mark.parametrize("seed", range(1, 21))
def test_books_agree_after_random_faults(
    bank: HttpBank,
    levers: SimulatedBank,
    silk_mill: Party,
    fund: Party,
    ear: Ear,
    seed: int,
) -> None:
    levers.set_date(DAY, account=fund.account)
    levers.set_faults("random", seed=seed, rate_percent=60)
    hall = Hall(bank)
    ear.answer = hall.hear
    orders = [instruct(silk_mill, fund, 100 * n + 7, url=ear.url) for n in range(1, 13)]
    # One more than the mill can pay, so that a true rejection is among them.
    orders.append(instruct(silk_mill, fund, 10_000_001, url=ear.url))
    hall.send_all(orders)
    assert levers.rest()
    hall.ask_all()
    end_day(levers, DAY, fund.account)
    statement = hall.statement(DAY, fund.account)
    assert statement.flaw() is None
    hall.decide_by(statement)

    assert hall.posted == {line.serial: line.amount_fen for line in statement.lines}
    assert levers.balance_fen(fund.account) == sum(hall.posted.values())
    assert levers.proof()["sound"]


def test_a_seed_repeats_its_faults(tmp_path: Path) -> None:
    """A serial meets the same fates in the same run, in whatever order the others come."""
    faults = Faults(Store(tmp_path))
    runs = []
    for serials in (["a", "b", "c"], ["c", "b", "a"]):
        faults.set({"mode": "random", "seed": 7, "rate_percent": 70})
        drawn = {
            (serial, turn): faults.choose("instruction", {"serial": serial})
            for turn in range(5)
            for serial in serials
        }
        runs.append(drawn)
    assert runs[0] == runs[1]
    assert len({fate.get("mode") for fate in runs[0].values()}) > 3
