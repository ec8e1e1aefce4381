"""Loans on record for members of the tests."""

import itertools
from collections.abc import Sequence
from datetime import date

from tests.people_of_the_town import TODAY

from anju.people.models import Member
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord

_numbers = itertools.count(1)
REPAID = [(date(2026, 8, 20), 100_000, 0)]


def lend(
    member: Member,
    kind: LoanRecord.Kind,
    *,
    repaid: Sequence[tuple[date, int, int]] = REPAID,
    state: LoanRecord.State = LoanRecord.State.NORMAL,
) -> LoanRecord:
    """A loan of 500,000 yuan since July 2026 with (day, principal, interest in fen) repaid."""
    facts = LoanFacts(
        kind=kind,
        contract_number=f"演贷{next(_numbers):08d}",
        bank="中国建设银行",
        address="演示路 9 号",
        price_fen=80_000_000,
        amount_fen=50_000_000,
        months=240,
        lent_on=date(2026, 7, 1),
    )
    loan = record_loan(borrower=member, facts=facts, today=TODAY, by="test")
    record_repayments(loan=loan, repaid=list(repaid), state=state, by="test")
    return loan
