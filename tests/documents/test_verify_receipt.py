"""What a stranger with a receipt in his hand is told."""

from datetime import UTC, datetime

import pytest

from anju.centers.current import inside
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.documents.verify_receipt import ReceiptNotFound, verify_receipt

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def receipt(xinyang, remittance, day) -> Receipt:
    return issue_receipt(
        facts=remittance(),
        subject="remittance/HJ000000000017",
        owner="023000000016",
        issued_on=day,
    )


def test_the_code_alone_finds_the_receipt(receipt):
    found = verify_receipt(code=receipt.verify_code, now=NOW)
    assert found.number == receipt.number
    assert dict(found.facts) == {
        "出具单位": "信阳市住房公积金管理中心",
        "回单类型": "单位汇缴回单",
        "回单号": receipt.number,
        "单位名称": "信阳丝绸厂",
        "记账日期": "2026-11-18",
        "金额": "270,816.00 元",
        "已打印": "0 次",
    }


def test_number_and_code_together_find_it_too(receipt):
    assert verify_receipt(code=receipt.verify_code, number=receipt.number, now=NOW)


def test_the_code_may_be_typed_with_dashes_spaces_small_or_full_width_letters(receipt):
    code = receipt.verify_code
    grouped = " - ".join(code[at : at + 4] for at in range(0, 16, 4)).lower()
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    assert verify_receipt(code=grouped, now=NOW).number == receipt.number
    assert verify_receipt(code=wide, now=NOW).number == receipt.number


def test_a_wrong_code_and_a_wrong_number_get_the_same_sentence(receipt):
    with pytest.raises(ReceiptNotFound) as wrong_code:
        verify_receipt(code="2222333344445555", number=receipt.number, now=NOW)
    with pytest.raises(ReceiptNotFound) as wrong_number:
        verify_receipt(code=receipt.verify_code, number="HJ202611999999999", now=NOW)
    assert wrong_code.value.sentence == wrong_number.value.sentence
    assert "12329" in wrong_code.value.sentence


@pytest.mark.parametrize(
    "code", ["", "7K2M", "0" * 5000, "' OR 1=1 --", "\x00" * 16, "％" * 16]
)
def test_nonsense_is_simply_not_found(receipt, code):
    with pytest.raises(ReceiptNotFound):
        verify_receipt(code=code, now=NOW)


def test_nothing_but_what_a_stranger_may_see_is_given(receipt):
    told = str(verify_receipt(code=receipt.verify_code, now=NOW))
    for secret in ("023000000016", "41001500000000008821", "王芳", "105000202611180092"):
        assert secret not in told


def test_another_center_does_not_know_the_receipt(receipt):
    with inside("zaozhuang"), pytest.raises(ReceiptNotFound):
        verify_receipt(code=receipt.verify_code, now=NOW)
