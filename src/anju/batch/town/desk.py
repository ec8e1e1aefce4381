"""What the town's officers did at their desk: taken on, approved, sent back; a court obeyed."""

from collections.abc import Callable
from datetime import date

from anju.batch.town.pay import noon
from anju.cases.actors import Actor, staff_acts
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.see_papers import note_paper
from anju.cases.take_next_case import take_next_case
from anju.people.models import Freeze, Member, Staff
from anju.people.restraints.ask_freeze import CourtPaper, ask_freeze
from anju.people.restraints.freeze_account import decide_freeze
from anju.withdrawals.applying.start import KIND
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import (
    accept_withdrawal,
    approve_withdrawal,
    look_again,
    return_withdrawal,
)

FIRST, SECOND = "1001", "2001"
OPINION = "材料与登记信息一致，同意"
FROZEN_UNTIL = date(2027, 11, 8)
SENT_BACK = (
    Return("04", "address", "填写的地址与租赁合同上的不一致，请按合同填写。"),
    Return("06", "paper:租赁合同"),
)


def accepted(asked: Withdrawal, today: date) -> Withdrawal:
    """The first officer takes it on, unless he has."""
    return _passed(asked, today, Case.State.WAITING, FIRST, accept_withdrawal)


def approved(asked: Withdrawal, today: date) -> Withdrawal:
    """The second officer approves it, unless she has; the bank is ordered to pay."""
    return _passed(asked, today, Case.State.REVIEWING, SECOND, approve_withdrawal)


def _passed(
    asked: Withdrawal, today: date, within: Case.State, login: str, decide: Callable[..., Case]
) -> Withdrawal:
    case = _case_of(asked)
    if case.state == within:
        by = _officer(login)
        case = _given(case, by, today)
        decide(
            number=case.number,
            opinion=OPINION,
            seen=case.digest,
            by=by,
            today=today,
            now=noon(today),
        )
    return asked


def returned(asked: Withdrawal, today: date) -> Withdrawal:
    """The first officer sends it back with a field and a paper to mend, unless he has."""
    case = _case_of(asked)
    if case.state == Case.State.WAITING:
        by = _officer(FIRST)
        return_withdrawal(
            number=_given(case, by, today).number,
            reasons=SENT_BACK,
            opinion="请按标明的两处补正后重新提交",
            by=by,
            today=today,
            now=noon(today),
        )
    return asked


def frozen(member: Member, today: date) -> None:
    """A court's order is written down by one officer and carried out by the other."""
    account = member.accounts.get()
    order = CourtPaper("演示市演示区人民法院", "（2026）演示执字第 118 号", FROZEN_UNTIL, None)
    clerk, manager = (Staff.objects.get(login=login) for login in (FIRST, SECOND))
    now = noon(today)
    freeze = Freeze.objects.filter(account=account).first() or ask_freeze(
        account=account, paper=order, by=clerk, today=today, now=now
    )
    if freeze.state == Freeze.State.WAITING:
        decide_freeze(
            number=freeze.number,
            approve=True,
            opinion="文书与账户核对无误",
            by=manager,
            today=today,
            now=now,
        )


def _given(case: Case, by: Actor, today: date) -> Case:
    """Nobody chooses: what waits is this one alone, and he gets it and opens its papers."""
    taken = take_next_case(by=by, states=(Case.State(case.state),), today=today, kinds=(KIND,))
    if taken.number != case.number:
        raise LookupError(f"{taken.number} was given out instead of {case.number}")
    for paper in taken.papers:
        note_paper(case=taken, material=paper.material, by=by)
    return look_again(case=taken, today=today, now=noon(today))


def _case_of(asked: Withdrawal) -> Case:
    return Case.objects.get(withdrawal=asked)


def _officer(login: str) -> Actor:
    return staff_acts(Staff.objects.get(login=login))
