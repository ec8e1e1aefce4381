"""凭证重打: found, shown, printed as a signed PDF, by nobody else."""

import re

import pytest
from django.test import Client
from tests.people_of_the_town import employer
from tests.portals.conftest import agent_of, as_agent

from anju.documents.models import Receipt

FORM = {"until": "2026-07", "method": "realtime", "expected_fen": "291000", "intent": "1" * 32}


@pytest.fixture
def receipt(desk: Client, bank_answers) -> Receipt:
    """The receipt of July."""
    desk.post("/employer/remittances", FORM)
    bank_answers()
    return Receipt.objects.get()


@pytest.mark.rows("C-57")
def test_receipts_are_listed_by_day_and_kind(desk: Client, receipt: Receipt) -> None:
    shown = desk.get("/employer/receipts").content.decode()
    assert receipt.number in shown
    assert "单位汇缴回单" in shown
    assert receipt.number not in desk.get("/employer/receipts?kind=prepayment").content.decode()
    before = desk.get("/employer/receipts?until=2026-11-17").content.decode()
    assert "这段时间没有业务回单" in before


@pytest.mark.rows("C-53", "C-57")
def test_a_receipt_states_the_deed_with_everything_masked(
    desk: Client, receipt: Receipt
) -> None:
    shown = desk.get(f"/employer/receipts/{receipt.number}").content.decode()
    for words in ("贰仟玖佰壹拾元整", "申城纺织有限公司", "2026-07 至 2026-07", "实时结算"):
        assert words in shown
    assert "4105017800000001" not in shown
    grouped = re.search(r'class="code">([0-9A-Z-]+)<', shown)
    assert grouped
    assert grouped[1].replace("-", "") == receipt.verify_code


@pytest.mark.rows("C-57")
def test_every_printing_is_a_signed_pdf_and_is_counted(desk: Client, receipt: Receipt) -> None:
    for _ in range(2):
        answer = desk.post(f"/employer/receipts/{receipt.number}/print")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert b"/ByteRange" in answer.content
    receipt.refresh_from_db()
    assert receipt.prints == 2
    assert "已打印 2 次" in desk.get(f"/employer/receipts/{receipt.number}").content.decode()


def test_printing_is_asked_by_post_alone(desk: Client, receipt: Receipt) -> None:
    assert desk.get(f"/employer/receipts/{receipt.number}/print").status_code == 405


def test_the_code_on_the_receipt_is_a_picture_without_style(
    desk: Client, receipt: Receipt
) -> None:
    answer = desk.get(f"/employer/receipts/{receipt.number}/code.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_another_employers_receipt_is_nobodys_business(desk: Client, receipt: Receipt) -> None:
    tea = employer("浉河茶厂", seq=2)
    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    page = f"/employer/receipts/{receipt.number}"
    assert other.get(page).status_code == 404
    assert other.get(f"{page}/code.svg").status_code == 404
    assert other.post(f"{page}/print").status_code == 404
    assert receipt.number not in other.get("/employer/receipts").content.decode()


def test_a_reader_may_print(reader_desk: Client, mill) -> None:
    assert reader_desk.get("/employer/receipts").status_code == 200
