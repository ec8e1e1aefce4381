"""An order to the bank that waits to be sent, without the deed it would pay for."""

from collections.abc import Callable

import pytest

from anju.payments.bank import Party
from anju.payments.draw_order import Purpose, draw_collection
from anju.payments.models import Order
from anju.people.models import Employer
from bank_fixtures import bank, bank_process, ear, levers
from people_of_the_town import employer

__all__ = ["bank", "bank_process", "ear", "levers"]

FUND = Party("4115060000123000049", "信阳市住房公积金管理中心")


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


@pytest.fixture
def draw(mill: Employer) -> Callable[[str], Order]:
    """Draw an order of 2,910.00 for the deed of this number."""

    def drawn(subject: str = "HJ1") -> Order:
        return draw_collection(
            employer=mill,
            into=FUND,
            amount_fen=291_000,
            purpose=Purpose("remittance", subject, f"汇缴 {subject}"),
        )

    return drawn


@pytest.fixture
def order(draw: Callable[[], Order]) -> Order:
    return draw()
