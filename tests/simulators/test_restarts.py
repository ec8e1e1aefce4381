"""The bank's books outlive its process: nothing accepted is lost, nothing moves twice."""

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import httpx
import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Party
from bank_process import KEY, BankProcess, Ear, end_day, instruct, party
from simulators.hall import Hall

DAY = date(2026, 11, 18)


@pytest.fixture
def own_bank(tmp_path: Path) -> Iterator[BankProcess]:
    process = BankProcess(tmp_path)
    yield process
    process.stop()


@pytest.fixture
def client(own_bank: BankProcess, settings) -> HttpBank:
    settings.ANJU_BANK_URL, settings.ANJU_BANK_KEY = own_bank.url, KEY
    return HttpBank()


def open_two(levers: SimulatedBank) -> tuple[Party, Party]:
    mill, fund = party("信阳丝厂"), party("信阳市住房公积金管理中心")
    levers.open_accounts([(mill, 10_000_000), (fund, 0)])
    levers.set_date(DAY)
    return mill, fund


def test_killed_in_the_middle_the_books_stay_double_entry(
    own_bank: BankProcess, client: HttpBank, ear: Ear
) -> None:
    levers = SimulatedBank(own_bank.url)
    mill, fund = open_two(levers)
    levers.set_latency(5)
    hall = Hall(client)
    ear.answer = hall.hear
    orders = [instruct(mill, fund, 100 + n, url=ear.url) for n in range(150)]
    sending = threading.Thread(target=hall.send_all, args=(orders,))
    sending.start()
    dice = random.Random(11)
    for _ in range(5):
        time.sleep(dice.uniform(0.02, 0.15))
        own_bank.kill()
        own_bank.start()
    sending.join()
    assert levers.rest()
    hall.ask_all()

    assert levers.proof() == {
        "sound": True,
        "crooked_movements": [],
        "drifted_accounts": [],
        "instructions_without_movement": [],
    }
    end_day(levers, DAY, fund.account)
    statement = client.statement(DAY, fund.account)
    assert statement.flaw() is None
    assert len(statement.lines) == 150
    assert hall.posted == {line.serial: line.amount_fen for line in statement.lines}
    levers.close()


def test_what_was_due_is_carried_out_and_told_after_a_restart(
    own_bank: BankProcess, client: HttpBank, ear: Ear
) -> None:
    levers = SimulatedBank(own_bank.url)
    mill, fund = open_two(levers)
    levers.set_latency(600_000)
    instruction = instruct(mill, fund, url=ear.url)
    client.send(instruction)
    own_bank.kill()
    assert ear.heard == []
    _ten_minutes_pass(own_bank)
    own_bank.start()
    assert levers.rest()
    answer = client.query(instruction.serial)
    assert answer is not None
    assert answer.state == "succeeded"
    assert len(ear.heard) == 1
    levers.close()


def _ten_minutes_pass(bank: BankProcess) -> None:
    """What was accepted is due by now: in the books of a bank that does not run."""
    with closing(sqlite3.connect(bank.folder / "bank.sqlite3")) as books, books:
        books.execute("UPDATE instruction SET due_ms = 0")


def test_switches_dates_and_accounts_are_kept_over_a_restart(own_bank: BankProcess) -> None:
    levers = SimulatedBank(own_bank.url)
    _, fund = open_two(levers)
    levers.set_faults("delay", seconds=3, count=9)
    own_bank.kill()
    own_bank.start()
    kept = levers._ask("GET", "/bank/faults")
    assert (kept["mode"], kept["seconds"], kept["count"]) == ("delay", 3, 9)
    assert levers._ask("GET", f"/bank/accounts/{fund.account}")["date"] == "2026-11-18"
    levers.close()


def test_asked_to_stop_it_stops_cleanly(own_bank: BankProcess) -> None:
    assert own_bank.stop() == 0
    own_bank.start()


def test_the_authority_keeps_its_keys_its_certificates_and_its_fault(tmp_path: Path) -> None:
    process = BankProcess(tmp_path)
    order = {"company": "丝厂", "credit_code": "91411500MA1AJ00017", "agent": "赵会计"}
    with httpx.Client(base_url=process.url, trust_env=False) as web:
        anchors = web.get("/ca/anchors.pem").text
        made = web.post("/ca/certificates", json=order).json()
        web.put("/ca/faults", json={"mode": "down"})
        process.kill()
        process.start()
        assert web.get("/ca/anchors.pem").text == anchors
        assert web.get(f"/ca/certificates/{made['serial']}").json()["pem"] == made["pem"]
        assert web.get("/ca/issuing.crl").status_code == 503
    process.stop()
