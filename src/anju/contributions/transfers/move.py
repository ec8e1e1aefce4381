"""Makes transfers: the account goes over, with its balance, and whom it concerns is told."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import prefetch_related_objects

from anju.audit.record import record
from anju.contributions.models import Remittance, Transfer
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.remittances.due import next_unpaid
from anju.contributions.remittances.remit import StillProcessing
from anju.contributions.transfers.receipt import receipt_for_transfers
from anju.identity.models import Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.accounts.change_accounts import transfer_accounts
from anju.people.accounts.deed import Change, Terms
from anju.people.employers.checks import check_employer_pays
from anju.people.models import Employer

State = Transfer.State
GONE = "这位职工的账户已经转入其他单位，本次申请没有办成。"


def check_open(employer: Employer) -> None:
    """Let an employer through for whom nothing is on its way to the bank.

    Its months are neither paid nor open meanwhile, so nothing can take effect in one of them.
    Raises StillProcessing.
    """
    processing = Remittance.State.PROCESSING
    if Remittance.objects.filter(employer=employer, state=processing).exists():
        raise StillProcessing(
            f"{employer.name}有一笔汇缴银行还在处理，请等结果出来后再办理；没有做任何变更。"
        )


def move(
    *, employer: Employer, transfers: Sequence[Transfer], source: str, today: date, by: str
) -> None:
    """Move the sealed accounts of these requests to `employer`, due from its next month on.

    Balances, day-products and histories stay on the accounts; no interest is settled. The
    employer is held by the caller. Raises EmployerNotPaying, StillProcessing, NotInThatState
    and AlreadyActive; nothing is moved then. (C-42, X-30; A.5 06.)
    """
    check_employer_pays(employer)
    check_open(employer)
    month = next_unpaid(employer)
    change = Change(month=month, today=today, actor=by, source=source)
    transfer_accounts(
        employer=employer, terms=_terms(employer, transfers, today), change=change
    )
    for one in transfers:
        one.state, one.month, one.done_on = State.DONE, month, today


def finish(*, transfers: Sequence[Transfer], today: date, by: str, now: datetime) -> None:
    """Close what else waited for the same accounts, issue one receipt, and tell the members."""
    prefetch_related_objects(list(transfers), "account", "former")
    accounts = [one.account_id for one in transfers]
    mine = [one.pk for one in transfers]
    others = Transfer.objects.filter(state=State.WAITING, account__in=accounts)
    others.exclude(pk__in=mine).update(
        state=State.LOST, reason=GONE, decided_at=now, decided_by=by
    )
    receipt_for_transfers(transfers, today=today)
    for one in transfers:
        record(
            actor=by,
            deed="transfer_account",
            subject=f"account/{one.account_id}",
            number=one.number,
            former=one.former.number if one.former else "",
            employer=one.employer.number,
            how=one.how,
        )
        if one.account is not None:
            tell_owner(
                holder=Holder.MEMBER,
                holder_id=one.account.member_id,
                text=f"您的公积金账户已转入{one.employer.name}，余额不变。",
                now=now,
            )


def _terms(
    employer: Employer, transfers: Sequence[Transfer], today: date
) -> Mapping[int, Terms]:
    bounds = bounds_for(employer=employer, on=today)
    found: dict[int, Terms] = {}
    for one in transfers:
        if one.account_id is None or one.base_fen is None:
            raise RuntimeError(f"transfer {one.number} was judged good without an account")
        terms = bounds.terms(one.base_fen, employer.employer_rate, employer.own_rate)
        one.employer_fen, one.own_fen = terms.employer_fen, terms.own_fen
        found[one.account_id] = terms
    return found
