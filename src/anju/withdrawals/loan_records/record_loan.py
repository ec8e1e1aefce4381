"""Writes a housing loan down, so that repayments can be withdrawn for (材料号).

At the counter two persons do: `ask_loan.py` and `ask_repayments.py` → `decide_loan.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.ground.document_numbers import plain_or_as_it_is
from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.withdrawals.models import LoanRecord, LoanRepayment


class LoanKnown(Refusal):
    code = "withdrawals.loan_known"


class RepaymentsWrong(Refusal):
    code = "withdrawals.repayments_wrong"


@dataclass(frozen=True)
class LoanFacts:
    """What stands in the loan's contract; sums in fen."""

    kind: LoanRecord.Kind
    contract_number: str
    bank: str
    address: str
    price_fen: int
    amount_fen: int
    months: int
    lent_on: date

    def as_json(self) -> dict[str, str | int]:
        """As it is kept until a second person has looked at it."""
        return {**vars(self), "kind": self.kind.value, "lent_on": self.lent_on.isoformat()}

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> Self:
        """What was kept."""
        kind, lent_on = LoanRecord.Kind(said["kind"]), date.fromisoformat(said["lent_on"])
        return cls(**{**said, "kind": kind, "lent_on": lent_on})


def check_not_known(facts: LoanFacts) -> None:
    """Raises LoanKnown for a contract that is on record."""
    known = LoanRecord.objects.filter(
        kind=facts.kind, contract_plain=plain_or_as_it_is(facts.contract_number)
    )
    if known.exists():
        raise LoanKnown("这份贷款合同已经登记过，请查询它的材料号。")


def record_loan(*, borrower: Member, facts: LoanFacts, today: date, by: str) -> LoanRecord:
    """Record a loan under a new material number (N-20); raises LoanKnown for a known one."""
    try:
        with transaction.atomic():
            loan = LoanRecord.objects.create(
                number=_next_number(),
                borrower=borrower,
                contract_plain=plain_or_as_it_is(facts.contract_number),
                recorded_by=by[:60],
                recorded_on=today,
                **vars(facts),
            )
    except IntegrityError as error:
        if "withdrawals_loan_once" not in str(error):
            raise
        raise LoanKnown("这份贷款合同已经登记过，请查询它的材料号。") from error
    record(actor=by, deed="record_loan", subject=loan.number, contract=facts.contract_number)
    return loan


def record_repayments(
    *, loan: LoanRecord, repaid: list[tuple[date, int, int]], state: LoanRecord.State, by: str
) -> int:
    """Add repayments (day, principal, interest in fen) that are not there yet, and the state.

    Answers how many were new. Raises RepaymentsWrong for sums below zero or days ahead of the
    loan; nothing is written then.
    """
    if any(p < 0 or i < 0 or p + i == 0 or day < loan.lent_on for day, p, i in repaid):
        raise RepaymentsWrong("还款记录有误：日期不能早于放款，金额必须大于零。")
    with transaction.atomic():
        before = loan.repayments.count()
        LoanRepayment.objects.bulk_create(
            [
                LoanRepayment(loan=loan, paid_on=day, principal_fen=p, interest_fen=i)
                for day, p, i in repaid
            ],
            ignore_conflicts=True,
        )
        loan.state = state
        loan.save(update_fields=["state"])
        added = loan.repayments.count() - before
        record(actor=by, deed="record_repayments", subject=loan.number, added=added)
    return added


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('withdrawals_loan_number')")
        return f"DK{cursor.fetchone()[0]:010d}"
