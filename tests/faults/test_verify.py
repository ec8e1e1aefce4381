"""The proofs of the books: silent over true ones, and sure to name what was tampered with."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.ledger.proofs import Finding, prove
from faults.crimes import AGAINST_PAYMENTS, AGAINST_THE_LEDGER, Crime
from faults.crimes_against_cards import AGAINST_CARDS
from faults.crimes_against_cases import AGAINST_CASES
from faults.crimes_against_contributions import AGAINST_CONTRIBUTIONS
from faults.crimes_against_documents import AGAINST_DOCUMENTS
from faults.crimes_against_people import AGAINST_PEOPLE
from faults.crimes_against_suspense import AGAINST_SUSPENSE
from faults.crimes_against_withdrawals import AGAINST_WITHDRAWALS
from faults.month import Books

CRIMES = (
    *AGAINST_THE_LEDGER,
    *AGAINST_PAYMENTS,
    *AGAINST_PEOPLE,
    *AGAINST_CARDS,
    *AGAINST_CASES,
    *AGAINST_DOCUMENTS,
    *AGAINST_CONTRIBUTIONS,
    *AGAINST_SUSPENSE,
    *AGAINST_WITHDRAWALS,
)
INK = {"ledger_posting": "ledger_posting_ink", "ledger_entry": "ledger_entry_ink"}


def commit_crime(crime: Crime, books: Books) -> None:
    """What the owner of the tables can do: lift the ink, tamper, put the ink back."""
    with connection.cursor() as cursor:
        for table, ink in INK.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {ink}")
        for sql in crime.deeds:
            cursor.execute(books.fill(sql))
        for table, ink in INK.items():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {ink}")


def broken() -> dict[str, Finding]:
    findings = [prove(proof) for proof in EVERY_PROOF]
    return {finding.proof.law: finding for finding in findings if not finding.holds}


def test_true_books_break_no_law_and_every_law_has_something_to_judge(books: Books) -> None:
    assert {law: found.first for law, found in broken().items()} == {}
    idle = [proof.law for proof in EVERY_PROOF if prove(proof).checked == 0]
    assert idle == []


@pytest.mark.parametrize("crime", CRIMES, ids=lambda crime: crime.title)
def test_whatever_is_tampered_with_is_named(books: Books, crime: Crime) -> None:
    (proof,) = (proof for proof in EVERY_PROOF if proof.law == crime.law)
    commit_crime(crime, books)
    assert books.fill(crime.says) in prove(proof).first


def test_no_law_is_without_a_crime_that_breaks_it() -> None:
    assert {crime.law for crime in CRIMES} == {proof.law for proof in EVERY_PROOF}


def test_even_the_owner_cannot_rewrite_a_line_while_the_ink_is_there(books: Books) -> None:
    with pytest.raises(Exception, match="written in ink"):
        connection.cursor().execute("UPDATE ledger_posting SET amount_fen = 1")


def test_the_command_says_all_is_well_law_by_law(books: Books) -> None:
    said = StringIO()
    call_command("verify", "xinyang", stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[0].endswith("（xinyang）")
    assert [line.split()[0] for line in lines[1:]] == ["✓"] * (len(EVERY_PROOF) + 1)


def test_the_command_fails_and_names_the_first_offender(books: Books) -> None:
    crime = CRIMES[0]
    commit_crime(crime, books)
    said = StringIO()
    with pytest.raises(CommandError, match="项证明不成立"):
        call_command("verify", "xinyang", stdout=said)
    assert f"✗ {crime.law}" in said.getvalue()
    assert f"第一处：{books.fill(crime.says)}" in said.getvalue()


def test_a_broken_center_does_not_hide_behind_a_sound_one(books: Books) -> None:
    commit_crime(CRIMES[0], books)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify", stdout=said)
    assert "（xinyang）" in said.getvalue()
    assert "（zaozhuang）" in said.getvalue()


def test_an_unknown_center_is_said_so(books: Books) -> None:
    with pytest.raises(CommandError, match="没有名为 nowhere 的中心"):
        call_command("verify", "nowhere")
