"""A simulated bank in order before each test, and two parties who bank there."""

from collections.abc import Iterator

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Party
from bank_process import KEY, BankProcess, Ear, party


@pytest.fixture(scope="session")
def bank_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BankProcess]:
    process = BankProcess(tmp_path_factory.mktemp("bank"))
    yield process
    process.stop()


@pytest.fixture
def levers(bank_process: BankProcess) -> Iterator[SimulatedBank]:
    """The levers behind the counter; the bank answers at once and behaves."""
    levers = SimulatedBank(bank_process.url)
    levers.set_latency(0)
    levers.set_faults("none")
    yield levers
    levers.set_faults("none")
    levers.close()


@pytest.fixture
def bank(bank_process: BankProcess, levers: SimulatedBank, settings) -> HttpBank:
    """The product's own client of that bank."""
    settings.ANJU_BANK_URL = settings.ANJU_SMS_URL = bank_process.url
    settings.ANJU_BANK_KEY = KEY
    return HttpBank()


@pytest.fixture
def silk_mill(levers: SimulatedBank) -> Party:
    """丝厂 has 100,000 yuan at the bank."""
    mill = party("信阳丝厂")
    levers.open_accounts([(mill, 10_000_000)], bank="建设银行")
    return mill


@pytest.fixture
def fund(levers: SimulatedBank) -> Party:
    """The fund's collection account, empty."""
    fund = party("信阳市住房公积金管理中心")
    levers.open_accounts([(fund, 0)], bank="建设银行")
    return fund


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    ear.close()
