"""Another officer decides what was asked about loans, and it is written down."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.notices.models import Notice
from anju.notices.push_notices import push_notice
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.four_eyes import check_not_own, check_other, in_words
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanDeed, LoanRecord

Kind, State = LoanDeed.Kind, LoanDeed.State


class LoanDeedIsOver(Refusal):
    code = "withdrawals.loan_deed_is_over"


def decide_loan(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date
) -> LoanDeed:
    """Write down what was asked, or send it back; by another natural person.

    The borrower finds the material number in his inbox. Raises LoanDeedIsOver, NotYoursToDo,
    SayWhy, LoanKnown when the contract was recorded meanwhile.
    """
    with transaction.atomic():
        deed = (
            LoanDeed.objects.select_for_update(no_key=True, of=("self",))
            .select_related("borrower", "loan__borrower", "asked_by")
            .filter(number=number)
            .first()
        )
        if deed is None or deed.state != State.ASKED:
            raise LoanDeedIsOver("这项登记已经有人办理，没有再次生效。请刷新后查看。")
        check_not_own(by, *_borrowers(deed))
        check_other(by, deed.asked_by)
        if not approve:
            in_words(opinion, "退回时请写明原因")
        deed.state = State.DONE if approve else State.REFUSED
        deed.decided_by, deed.decided_on, deed.opinion = by, today, opinion.strip()[:200]
        if approve:
            _write_down(deed, today)
        deed.save()
        record(
            actor=actor_of(by),
            deed=f"{'approve' if approve else 'refuse'}_{deed.kind}_of_loan",
            subject=deed.number,
            loan=deed.loan.number if deed.loan else "",
            reason=deed.opinion,
        )
    return deed


def _borrowers(deed: LoanDeed) -> list[Member]:
    if deed.kind == Kind.REPAYMENTS:
        wanted = deed.rows.order_by().values("loan__borrower")
        return list(Member.objects.filter(pk__in=wanted))
    one = deed.borrower or (deed.loan.borrower if deed.loan else None)
    return [one] if one else []


def _write_down(deed: LoanDeed, today: date) -> None:
    asker = actor_of(deed.asked_by)
    if deed.kind == Kind.NEW and deed.borrower is not None:
        facts = LoanFacts.of_json(deed.said)
        deed.loan = record_loan(borrower=deed.borrower, facts=facts, today=today, by=asker)
        _tell(deed.loan, deed.borrower)
    elif deed.kind == Kind.STATE and deed.loan is not None:
        loan = _held(deed.loan.pk)
        state = LoanRecord.State(deed.said["state"])
        record_repayments(loan=loan, repaid=[], state=state, by=asker)
    else:
        _write_repayments(deed, asker)


def _write_repayments(deed: LoanDeed, asker: str) -> None:
    by_loan: dict[int, list[tuple[date, int, int]]] = defaultdict(list)
    for row in deed.rows.order_by("loan_id", "paid_on"):
        by_loan[row.loan_id].append((row.paid_on, row.principal_fen, row.interest_fen))
    for pk, repaid in by_loan.items():
        loan = _held(pk)
        record_repayments(
            loan=loan, repaid=repaid, state=LoanRecord.State(loan.state), by=asker
        )


def _held(pk: int) -> LoanRecord:
    """The loan as it stands now: what another deed has set of it is not set back."""
    return LoanRecord.objects.select_for_update(no_key=True).get(pk=pk)


def _tell(loan: LoanRecord, borrower: Member) -> None:
    push_notice(
        notice=Notice(
            recipient=borrower.pk,
            business="贷款材料登记",
            text=f"尊敬的{borrower.name}，您的{loan.get_kind_display()}（{loan.bank}）已登记，"
            f"材料号 {loan.number}，申请偿还贷款提取时选择它。",
            channel="网厅",
            source=f"{loan.number}/recorded",
        )
    )
