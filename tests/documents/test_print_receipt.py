"""Every printing is counted and says which one it is."""

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Print, Receipt
from anju.documents.print_receipt import print_receipt


@pytest.fixture
def receipt(xinyang, remittance, day) -> Receipt:
    return issue_receipt(
        facts=remittance(),
        subject="remittance/HJ000000000017",
        owner="023000000016",
        issued_on=day,
    )


@pytest.fixture
def printed(receipt, verify_page, now):
    """Print, as 王芳 in the employer's hall, and read what is on the paper."""

    def deed() -> str:
        pdf = print_receipt(
            receipt=receipt,
            by="王芳",
            channel="网厅-单位版",
            verify_page=verify_page,
            now=now.replace(microsecond=123456),
        )
        assert PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        return "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())

    return deed


@pytest.mark.rows("C-57")
def test_a_receipt_is_printed_with_its_facts_and_the_name_of_the_center(printed, receipt):
    text = printed()
    assert receipt.number in text
    assert "信阳市住房公积金管理中心" in text
    assert "贰拾柒万零捌佰壹拾陆元整" in text


@pytest.mark.rows("C-45")
def test_a_second_printing_says_that_it_is_the_second(printed, receipt):
    assert "第1次打印" in printed()
    assert "补打第2次" in printed()
    receipt.refresh_from_db()
    assert receipt.prints == 2


def test_every_printing_leaves_a_row_with_who_and_where(printed, receipt):
    printed()
    printed()
    rows = Print.objects.order_by("print_no")
    assert [(row.print_no, row.printed_by, row.channel) for row in rows] == [
        (1, "王芳", "网厅-单位版"),
        (2, "王芳", "网厅-单位版"),
    ]


def test_the_seal_of_a_demo_town_says_that_it_is_a_specimen(printed, settings):
    settings.DEMO = True
    assert "样张" in printed()
    settings.DEMO = False
    assert "样张" not in printed()
