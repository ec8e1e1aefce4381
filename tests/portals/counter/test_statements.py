"""The bank's statements at the counter, and the figures of the desk."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from tests.faults.month import NOW
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import at_counter

from anju.payments.models import AwaitedStatement, DayStatement, Order
from anju.people.models import Employer, Staff


@pytest.fixture
def window(hall: Client, mill: Employer) -> Client:
    """A clerk's counter, on a day whose statement has a line we know nothing of."""
    DayStatement.objects.create(
        account="4115060000123000049",
        day=TODAY,
        opening_fen=100,
        closing_fen=29_100_100,
        lines=2,
        matched=1,
    )
    return at_counter("0301", Staff.Role.CLERK)


def test_a_day_with_a_line_of_its_own_is_said_to_be_open(window: Client) -> None:
    shown = window.get("/counter/statements").content.decode()
    assert "291,001.00" in shown
    assert "有未达" in shown
    assert "****0049" in shown
    assert "4115060000123000049" not in shown


def test_a_day_the_bank_has_not_ended_is_said_to_be_awaited(window: Client) -> None:
    AwaitedStatement.objects.create(
        account="4115060000123000049",
        day=TODAY,
        why="not_over",
        words="银行 2026-11-18 尚未日终，日终后才有。",
        asked_at=NOW,
    )
    shown = window.get("/counter/statements").content.decode()
    assert "还没有取到的对账单" in shown
    assert "银行尚未日终：银行 2026-11-18 尚未日终，日终后才有。" in shown


def test_only_clean_days_are_asked_for(window: Client) -> None:
    shown = window.get("/counter/statements?state=matched").content.decode()
    assert "没有符合条件的记录" in shown


@pytest.mark.rows("J-25")
def test_the_list_has_sums_of_its_lines_but_none_of_its_balances(window: Client) -> None:
    DayStatement.objects.create(
        account="4115060000123000049",
        day=TODAY - timedelta(days=1),
        opening_fen=100,
        closing_fen=100,
        lines=3,
        matched=3,
        missing=1,
    )
    shown = window.get("/counter/statements?as=print")
    (sums,) = shown.context["feet"]
    assert [cell.text for cell in sums] == ["总合计", "", "", "", "5", "4", "1", ""]
    book = openpyxl.load_workbook(io.BytesIO(window.get("/counter/statements?as=xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1][:4] == ("2026-11-18", "****0049", 1, 291_001)
    assert [rows[-1][place] for place in (0, 4, 5, 6)] == ["总合计", "5", "4", "1"]
    assert len(rows) == 4


@pytest.mark.parametrize("path", ["/counter/statements", "/counter/statements?as=xlsx"])
def test_a_stranger_is_shown_the_door_and_a_post_is_refused(
    hall: Client, window: Client, path: str
) -> None:
    assert Client(HTTP_HOST="xinyang.localhost").get(path).status_code == 302
    assert window.post(path).status_code in (403, 405)


def test_the_desk_counts_what_waits(window: Client, mill: Employer) -> None:
    Order.objects.create(
        serial="ZF1",
        kind="collect",
        purpose="remittance",
        subject="HJ1",
        payer_account="1",
        payer_name=mill.name,
        payee_account="2",
        payee_name="中心",
        amount_fen=1,
        remark="",
        frozen_because="银行应答前后不一致",
    )
    shown = " ".join(window.get("/counter/").content.decode().split())
    assert '冻结待查的付款</dt><dd class="num t-err"><b>1</b>' in shown
    assert '等待银行答复</dt><dd class="num "><b>0</b>' in shown
