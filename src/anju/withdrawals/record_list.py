"""A loan bank's list goes to the loans it names; what fits no loan is said row by row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from anju.withdrawals.models import LoanRecord
from anju.withdrawals.record_loan import record_repayments
from anju.withdrawals.repayment_rows import Repaid, Rows, Unread

Payment = tuple[date, int, int]


@dataclass(frozen=True)
class Recorded:
    """How a list went: new repayments, those there already, loans touched, rows left out."""

    added: int
    known: int
    loans: int
    bad: list[Unread]

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        left = f"，{len(self.bad)} 行没有登记（见下）" if self.bad else ""
        return (
            f"登记 {self.added} 笔还款，涉及 {self.loans} 份贷款；"
            f"{self.known} 笔以前已登记，没有重复{left}。"
        )


def record_list(
    *, rows: Rows, by: str, today: date, loan: LoanRecord | None = None
) -> Recorded:
    """Record the repayments of one loan, or of every loan a list names; sums in fen.

    A row is left out and told when its contract is unknown, its day lies before the loan or
    ahead of today (a plan is no repayment), or nothing was paid; the others are recorded,
    each day of a loan once.
    """
    bad = list(rows.bad)
    by_loan: dict[LoanRecord, list[Payment]] = defaultdict(list)
    loans = {} if loan else _loans_named(rows.good)
    for row in rows.good:
        found = loan or loans.get(row.contract)
        why = _why_not(row, found, today)
        if found is None or why:
            bad.append(Unread(row.place, why))
        else:
            by_loan[found].append((row.day, row.principal_fen, row.interest_fen))
    with transaction.atomic():
        added = sum(
            record_repayments(loan=one, repaid=repaid, state=LoanRecord.State(one.state), by=by)
            for one, repaid in by_loan.items()
        )
    usable = sum(len(repaid) for repaid in by_loan.values())
    return Recorded(added, usable - added, len(by_loan), sorted(bad, key=lambda one: one.place))


def _loans_named(rows: list[Repaid]) -> dict[str, LoanRecord]:
    names = {row.contract for row in rows}
    found = LoanRecord.objects.filter(Q(contract_number__in=names) | Q(number__in=names))
    by_name: dict[str, LoanRecord] = {}
    for one in found.order_by("id"):
        by_name[one.contract_number] = by_name[one.number] = one
    return by_name


def _why_not(row: Repaid, loan: LoanRecord | None, today: date) -> str:
    if loan is None:
        named = f"“{row.contract}”" if row.contract else "（空）"
        return f"没有登记过合同号或材料号为{named}的贷款，请先登记贷款材料"
    if row.day < loan.lent_on:
        return f"还款日期 {row.day} 早于放款日期 {loan.lent_on}"
    if row.day > today:
        return f"还款日期 {row.day} 还没有到，还款以后再登记"
    if row.principal_fen + row.interest_fen == 0:
        return "本金和利息都是零"
    return ""
