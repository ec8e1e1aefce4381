"""Receipts found again (凭证重打)."""

from datetime import timedelta

import pytest

from anju.documents.issue_receipt import issue_receipt
from anju.documents.lists import receipt_about, receipt_of, receipts, stated
from anju.documents.models import Receipt
from anju.documents.names import receipt_response_name

MILL, SCHOOL = "023000000016", "023000000024"


@pytest.fixture
def three(xinyang, remittance, prepayment, day) -> list[Receipt]:
    """The mill's remittance, its prepayment a day later, and the school's remittance."""
    deeds = [
        (remittance(), "remittance/1", MILL, day),
        (prepayment, "prepayment/1", MILL, day + timedelta(days=1)),
        (remittance(), "remittance/2", SCHOOL, day),
    ]
    return [
        issue_receipt(facts=facts, subject=subject, owner=owner, issued_on=on)
        for facts, subject, owner, on in deeds
    ]


@pytest.mark.rows("C-45")
def test_an_employer_finds_its_own_receipts_newest_first(three):
    paid, put_aside, _ = three
    assert list(receipts(owner=MILL)) == [put_aside, paid]


def test_receipts_are_filtered_by_kind_and_by_days_both_included(three, day):
    paid, put_aside, _ = three
    assert list(receipts(owner=MILL, kind=Receipt.Kind.REMITTANCE)) == [paid]
    assert list(receipts(owner=MILL, since=day, until=day)) == [paid]
    assert list(receipts(owner=MILL, since=day + timedelta(days=1))) == [put_aside]


def test_nobody_opens_the_receipt_of_another_account(three):
    assert receipt_of(owner=MILL, number=three[0].number) == three[0]
    with pytest.raises(Receipt.DoesNotExist):
        receipt_of(owner=SCHOOL, number=three[0].number)


def test_a_deed_knows_its_receipt_once_it_has_one(three):
    assert receipt_about(subject="remittance/2") == three[2]
    assert receipt_about(subject="remittance/3") is None


def test_a_page_shows_the_same_facts_as_the_paper(three):
    shown = dict(stated(receipt=three[0]))
    assert shown["单位账号"] == "0230****0016"
    assert shown["单位部分"] == "135,408.00 元"


def test_the_file_has_a_name_for_old_readers_and_one_for_people(three):
    name = receipt_response_name(three[0])
    assert name.ascii == f"{three[0].number}.pdf"
    assert name.utf8 == f"单位汇缴回单-{three[0].number}.pdf"
    assert name.disposition.isascii()
    assert "filename*=UTF-8''%E5%8D%95" in name.disposition
