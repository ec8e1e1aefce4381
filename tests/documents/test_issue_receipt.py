"""A deed has one receipt."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from anju.documents.codes import ALPHABET
from anju.documents.facts import facts_of
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt

OWNER = "023000000016"


def issue(facts, day, subject="remittance/HJ000000000017") -> Receipt:
    return issue_receipt(facts=facts, subject=subject, owner=OWNER, issued_on=day)


def test_a_receipt_carries_number_code_and_total(xinyang, remittance, day):
    receipt = issue(remittance(months=2), day)
    assert re.fullmatch(r"HJ202611\d{9}", receipt.number)
    assert re.fullmatch(f"[{ALPHABET}]{{16}}", receipt.verify_code)
    assert (receipt.kind_label, receipt.total_fen) == ("单位汇缴回单", 54_163_200)
    assert receipt.prints == 0


def test_a_prepayment_has_a_receipt_of_its_own_kind(xinyang, prepayment, day):
    receipt = issue(prepayment, day)
    assert receipt.number.startswith("YJ202611")
    assert (receipt.kind_label, receipt.total_fen) == ("预缴回单", 5_000_005)


def test_the_same_deed_asked_twice_has_the_same_receipt(xinyang, remittance, day):
    first = issue(remittance(), day)
    assert issue(remittance(), day) == first
    assert Receipt.objects.count() == 1


def test_numbers_are_never_used_twice(xinyang, remittance, day):
    first = issue(remittance(), day)
    before = transaction.savepoint()
    lost = issue(remittance(), day, "remittance/2")
    transaction.savepoint_rollback(before)
    third = issue(remittance(), day, "remittance/3")
    assert first.number < lost.number < third.number


def test_facts_come_back_from_the_row_as_they_went_in(xinyang, remittance, prepayment, day):
    paid = remittance(months=3, from_prepayment_fen=12)
    number = issue(paid, day).pk
    assert Receipt.objects.get(pk=number).facts == paid
    number = issue(prepayment, day, "prepayment/1").pk
    assert Receipt.objects.get(pk=number).facts == prepayment


def test_a_remittance_without_a_month_is_a_mistake_of_the_program(remittance):
    with pytest.raises(ValueError, match="at least one month"):
        remittance(months=0)


def test_a_kind_nobody_described_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        facts_of("a kind nobody described", {})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents_receipt SET total_fen = 1",
        "DELETE FROM documents_receipt",
        "UPDATE documents_print SET printed_by = ''",
        "DELETE FROM documents_print",
    ],
)
def test_the_running_application_cannot_rewrite_a_receipt(xinyang, statement):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
