"""The receipts of the tests: a silk mill in 信阳 pays, 王芳 at its office prints."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from anju.documents.facts import MonthLine, PrepaymentFacts, RemittanceFacts
from anju.documents.render import ReceiptSheet
from anju.ground.calendar import Month

MILL = {
    "employer_name": "信阳丝绸厂",
    "employer_account": "023000000016",
    "pay_method": "实时结算",
    "payer_bank": "建行",
    "payer_account": "41001500000000008821",
}


@pytest.fixture
def day() -> date:
    return date(2026, 11, 18)


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def verify_page() -> str:
    return "http://xinyang.localhost:8600/verify"


@pytest.fixture
def pki(tmp_path, settings):
    """A folder for keys of this test alone."""
    settings.ANJU_PKI_DIR = tmp_path / "pki"
    return settings.ANJU_PKI_DIR


@pytest.fixture
def remittance() -> Callable[..., RemittanceFacts]:
    """The silk mill pays from 2026-11 on, 131 people a month."""

    def state(*, months: int = 1, **changes) -> RemittanceFacts:
        first = Month.of_code(202611)
        lines = tuple(
            MonthLine(month=first + i, heads=131, employer_fen=13540800, own_fen=13540800)
            for i in range(months)
        )
        stated = {
            "business_serial": "HJ000000000017",
            "channel": "网厅-单位版",
            "handler": "王芳",
            "bank_serial": "105000202611180092",
            "months": lines,
        }
        return RemittanceFacts(**{**MILL, **stated, **changes})

    return state


@pytest.fixture
def prepayment() -> PrepaymentFacts:
    """The silk mill puts 50,000.05 yuan aside for the winter."""
    return PrepaymentFacts(
        **MILL,
        business_serial="YJ000000000003",
        channel="柜台",
        handler="李敏",
        total_fen=5_000_005,
        balance_fen=7_000_005,
        remark="冬季预缴",
    )


@pytest.fixture
def sheet(day, verify_page) -> Callable[..., ReceiptSheet]:
    """A first printing of a receipt with these facts."""

    def lay(facts, **changes) -> ReceiptSheet:
        stated = {
            "hall": "信阳市住房公积金管理中心",
            "title": "单位汇缴回单",
            "number": "HJ202611000000031",
            "issued_on": day,
            "print_no": 1,
            "facts": facts,
            "verify_code": "7K2M9QXD4TRHW3PZ",
            "verify_page": verify_page,
        }
        return ReceiptSheet(**{**stated, **changes})

    return lay
