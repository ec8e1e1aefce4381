"""A receipt for a change that moves no money: pairs, a table, and no amount."""

import io
from datetime import date, datetime

import pytest
from pypdf import PdfReader

from anju.centers.models import Center
from anju.documents.facts import ChangeFacts, Table
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.documents.print_receipt import print_receipt
from anju.documents.verify_receipt import verify_receipt

FACTS = ChangeFacts(
    kind="sealing",
    employer_name="信阳浉河茶业有限公司",
    employer_account="411500000017",
    business_serial="QC2026110000000017",
    channel="网厅-单位版",
    handler="陈志明",
    pairs=(("生效月份", "2026-12"), ("封存人数", "1 人")),
    table=Table(
        "封存明细",
        ("姓名", "个人账号", "原月缴存额（元）"),
        (("王芳", "尾号 0017", "1,000.00"),),
    ),
)


@pytest.mark.rows("C-57")
def test_it_has_a_title_of_its_own_and_prints_its_table_without_an_amount(
    xinyang: Center, day: date, now: datetime, verify_page: str
) -> None:
    receipt = issue_receipt(
        facts=FACTS, subject="register/17/seal", owner="411500000017", issued_on=day
    )
    again = Receipt.objects.get(pk=receipt.pk)
    assert again.facts == FACTS
    assert again.kind_label == "个人封存回单"
    assert again.number.startswith("FC202611")
    pdf = print_receipt(
        receipt=again, by="陈志明", channel="网厅", verify_page=verify_page, now=now
    )
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "封存明细" in words
    assert "王芳" in words
    assert "金额" not in words


def test_a_stranger_who_verifies_it_sees_no_sum(
    xinyang: Center, day: date, now: datetime
) -> None:
    receipt = issue_receipt(facts=FACTS, subject="register/17/seal", owner="x", issued_on=day)
    facts = dict(verify_receipt(code=receipt.verify_code, now=now).facts)
    assert facts["回单类型"] == "个人封存回单"
    assert "金额" not in facts
