"""A loan bank's list goes to the loans it names, and to a second person; what fits no loan is
said row by row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from anju.ground.document_numbers import plain_or_as_it_is
from anju.people.models import Staff
from anju.withdrawals.loan_records.ask_loan import ask
from anju.withdrawals.loan_records.repayment_rows import Repaid, Rows, Unread
from anju.withdrawals.models import LoanDeed, LoanDeedRow, LoanRecord, LoanRepayment

Payment = tuple[date, int, int]


@dataclass(frozen=True)
class Asked:
    """How a list went: the deed that waits, new repayments in it, those known already, loans
    touched, rows left out."""

    deed: LoanDeed | None
    added: int
    known: int
    loans: int
    bad: list[Unread]

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        waits = f"（{self.deed.number}）等另一位人员复核后登记" if self.deed else "没有要登记的"
        left = f"，{len(self.bad)} 行没有采用（见下）" if self.bad else ""
        return (
            f"{self.added} 笔还款，涉及 {self.loans} 份贷款，{waits}；"
            f"{self.known} 笔以前已登记，没有重复{left}。"
        )


def ask_repayments(
    *, rows: Rows, by: Staff, today: date, loan: LoanRecord | None = None
) -> Asked:
    """Ask that the repayments of one loan, or of every loan a list names, be written down.

    A row is left out and told when its contract is unknown, its loan is the officer's own, its
    day lies before the loan or ahead of today (a plan is no repayment), or nothing was paid;
    of the others each day of a loan is asked for once. Sums in fen. Nothing counts before
    `decide_loan`.
    """
    bad = list(rows.bad)
    by_loan: dict[LoanRecord, dict[date, Payment]] = defaultdict(dict)
    usable = 0
    loans = {} if loan else _loans_named(rows.good)
    for row in rows.good:
        found = loan or loans.get(row.contract)
        why = _why_not(row, found, today, by)
        if found is None or why:
            bad.append(Unread(row.place, why))
        else:
            usable += 1
            by_loan[found].setdefault(row.day, (row.day, row.principal_fen, row.interest_fen))
    fresh = [
        (one, payment) for one, paid in by_loan.items() for payment in _not_known(one, paid)
    ]
    deed = _asked(fresh, loan, by, today) if fresh else None
    in_order = sorted(bad, key=lambda one: one.place)
    return Asked(deed, len(fresh), usable - len(fresh), len(by_loan), in_order)


def _asked(
    fresh: list[tuple[LoanRecord, Payment]], loan: LoanRecord | None, by: Staff, today: date
) -> LoanDeed:
    with transaction.atomic():
        deed = ask(LoanDeed(kind=LoanDeed.Kind.REPAYMENTS, loan=loan), by, today)
        LoanDeedRow.objects.bulk_create(
            [
                LoanDeedRow(deed=deed, loan=one, paid_on=day, principal_fen=p, interest_fen=i)
                for one, (day, p, i) in fresh
            ],
            batch_size=1000,
        )
    return deed


def _not_known(loan: LoanRecord, paid: dict[date, Payment]) -> list[Payment]:
    known = set(
        LoanRepayment.objects.filter(loan=loan, paid_on__in=paid).values_list(
            "paid_on", flat=True
        )
    )
    return [payment for day, payment in paid.items() if day not in known]


def _loans_named(rows: list[Repaid]) -> dict[str, LoanRecord]:
    """The loans by what the rows call them, in whatever dress."""
    names = {row.contract: plain_or_as_it_is(row.contract) for row in rows}
    plain = set(names.values())
    found = LoanRecord.objects.filter(Q(contract_plain__in=plain) | Q(number__in=plain))
    by_name: dict[str, LoanRecord] = {}
    for one in found.select_related("borrower").order_by("id"):
        by_name[one.contract_plain] = by_name[one.number] = one
    return {name: by_name[as_it_is] for name, as_it_is in names.items() if as_it_is in by_name}


def _why_not(row: Repaid, loan: LoanRecord | None, today: date, by: Staff) -> str:
    if loan is None:
        named = f"“{row.contract}”" if row.contract else "（空）"
        return f"没有登记过合同号或材料号为{named}的贷款，请先登记贷款材料"
    if by.identity_index and bytes(by.identity_index) == bytes(
        loan.borrower.identity_index or b""
    ):
        return "是您本人的贷款，请由其他人员登记"
    if row.day < loan.lent_on:
        return f"还款日期 {row.day} 早于放款日期 {loan.lent_on}"
    if row.day > today:
        return f"还款日期 {row.day} 还没有到，还款以后再登记"
    if row.principal_fen + row.interest_fen == 0:
        return "本金和利息都是零"
    return ""
