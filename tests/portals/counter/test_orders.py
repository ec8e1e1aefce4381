"""付款 at the counter: the whole list on paper and as a workbook, with its sums."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from tests.staff_of_the_town import at_counter

from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.payments.models import Order
from anju.people.models import Employer, Staff
from anju.portals.shared.lists import query

pytestmark = pytest.mark.rows("J-25")
LIST = "/counter/orders"


@pytest.fixture(autouse=True)
def instructions(hall: Client, mill: Employer) -> None:
    """Twenty-five instructions over 1.01 to 1.25 yuan; the last one is frozen."""
    Order.objects.bulk_create(
        Order(
            serial=f"ZF{number}",
            kind="collect",
            purpose="remittance",
            subject=f"HJ{number}",
            payer_account="4115060000123000049",
            payer_name=mill.name,
            payee_account="2",
            payee_name="中心",
            amount_fen=100 + number,
            remark="",
            frozen_because="银行应答前后不一致" if number == 25 else "",
        )
        for number in range(1, 26)
    )


@pytest.fixture
def finance(hall: Client) -> Client:
    return at_counter("0302", Staff.Role.FINANCE)


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_a_page_is_summed_and_so_is_the_whole(finance: Client) -> None:
    part, whole = finance.get(LIST).context["feet"]
    assert [cell.text for cell in part if cell.text] == ["本页合计", "23.10"]
    assert [cell.text for cell in whole if cell.text] == ["总合计", "28.25"]


def test_the_whole_list_is_printed(finance: Client) -> None:
    printed = finance.get(f"{LIST}?as=print").content.decode()
    assert "data-print-now" in printed
    assert all(f"HJ{number}<" in printed for number in range(1, 26))


def test_the_workbook_has_amounts_as_numbers_and_no_column_of_deeds(finance: Client) -> None:
    rows = rows_of(finance.get(f"{LIST}?as=xlsx").content)
    assert "" not in rows[0]
    assert None not in rows[0]
    assert (rows[1][0], rows[1][4], rows[1][7]) == ("ZF25", "****0049", "冻结待查")
    assert rows[-1][6] == 28.25
    assert len(rows) == 27


def test_a_long_list_is_written_by_the_job_to_its_last_row(
    finance: Client, monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    settings.ANJU_EXPORTS = tmp_path
    monkeypatch.setattr(query, "AT_ONCE_MOST", 9)
    question = finance.get(f"{LIST}?state=waiting").context["export_question"]
    asked = finance.post("/counter/exports", {"question": question})
    write_exports(writer=writer(), now=timezone.now())
    rows = rows_of(finance.get(f"{asked['Location']}/file").content)
    assert (len(rows), rows[-2][0], rows[-1][6]) == (27, "ZF1", 28.25)


def test_only_a_frozen_order_bears_a_button_and_its_state_a_tag(finance: Client) -> None:
    shown = finance.get(LIST).content.decode()
    assert shown.count("按对账单认定") == 1
    assert 'action="/counter/orders/ZF25/resolution"' in shown
    assert "tag-err" in shown
