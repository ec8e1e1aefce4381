"""Answers a request that waits: the old employer's word, the member's own, or a seal."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Transfer
from anju.contributions.remittances.due import next_unpaid
from anju.contributions.transfers.keep_transfer import NoSuchTransfer
from anju.contributions.transfers.move import check_open, finish, move
from anju.ground.errors import Refusal
from anju.people.accounts.change_accounts import NORMAL, SEALED, seal_accounts
from anju.people.accounts.deed import Change
from anju.people.models import Employer, FundAccount

State = Transfer.State
REASON_LEAST, REASON_MOST = 2, 200


class TransferOver(Refusal):
    code = "contributions.transfer_over"


class AccountElsewhere(Refusal):
    code = "contributions.account_elsewhere"


class WhyRefuse(Refusal):
    code = "contributions.why_refuse_transfer"


def accept_transfer(
    *, transfer: Transfer, how: Transfer.How, by: str, today: date, now: datetime
) -> Transfer:
    """Seal the account where it still pays, from that employer's next month on, and move it.

    `how` says whose word it is; the door has proven it. Both employers are held meanwhile, the
    one with the lower key first; of several requests for one account the first accepted wins,
    and the others end as LOST. Raises TransferOver when it is answered, withdrawn or too old,
    AccountElsewhere when the account does not stand where it did, StillProcessing while a
    remittance of either employer waits for the bank, EmployerNotPaying. (C-42, X-30.)
    """
    with transaction.atomic():
        sides = [transfer.employer_id, transfer.former_id or 0]
        held = {
            one.pk: one
            for one in Employer.objects.select_for_update(no_key=True)
            .filter(pk__in=sides)
            .order_by("pk")
        }
        found = take_waiting(transfer, now)
        new, former = held[found.employer_id], held[found.former_id or 0]
        _seal_if_paying(found, former, Change(next_unpaid(former), today, by, found.number))
        move(employer=new, transfers=[found], source=found.number, today=today, by=by)
        found.how, found.decided_by, found.decided_at = how, by[:60], now
        found.save()
        finish(transfers=[found], today=today, by=by, now=now)
    return found


def refuse_transfer(*, transfer: Transfer, reason: str, by: str, now: datetime) -> Transfer:
    """Send a request back with a reason the asker reads; the account stays where it is.

    Raises WhyRefuse without a reason, TransferOver as `accept_transfer`.
    """
    why = " ".join(reason.split())
    if not REASON_LEAST <= len(why) <= REASON_MOST:
        raise WhyRefuse(
            f"请写明退回的原因，{REASON_LEAST} 至 {REASON_MOST} 个字，申请单位能看到。"
        )
    with transaction.atomic():
        found = take_waiting(transfer, now)
        found.state, found.reason = State.REFUSED, why
        found.decided_by, found.decided_at = by[:60], now
        found.save()
        record(actor=by, deed="refuse_transfer", subject=f"transfer/{found.number}", why=why)
    return found


def withdraw_transfer(*, employer: Employer, number: str, by: str, now: datetime) -> Transfer:
    """The asker takes a request back that nobody has answered.

    Raises NoSuchTransfer for one that is not this employer's, TransferOver.
    """
    asked = employer.transfers.filter(number=number).exclude(state=State.DRAFT).first()
    if asked is None:
        raise NoSuchTransfer("贵单位没有这项转入申请。")
    with transaction.atomic():
        found = take_waiting(asked, now)
        found.state, found.decided_by, found.decided_at = State.WITHDRAWN, by[:60], now
        found.save()
        record(actor=by, deed="withdraw_transfer", subject=f"transfer/{number}")
    return found


def take_waiting(transfer: Transfer, now: datetime) -> Transfer:
    """Hold a request that still waits; raises TransferOver."""
    found = (
        Transfer.objects.select_for_update(no_key=True, of=("self",))
        .select_related("employer", "former", "account__member")
        .get(pk=transfer.pk)
    )
    late = found.expires_at is not None and found.expires_at <= now
    if found.state != State.WAITING or late:
        words = State.EXPIRED.label if late else State(found.state).label
        raise TransferOver(f"这项转移申请现在是“{words}”，不能再办理，请刷新后查看。")
    return found


def _seal_if_paying(found: Transfer, former: Employer, change: Change) -> None:
    account = (
        FundAccount.objects.select_for_update(no_key=True)
        .filter(pk=found.account_id, employer=former)
        .first()
    )
    if account is None or account.state not in (NORMAL, SEALED):
        raise AccountElsewhere(
            "这个账户已不在原单位或正被冻结，不能转移，没有做任何变更。请拨打服务热线或到柜台核实。"
        )
    if account.state == NORMAL:
        check_open(former)
        seal_accounts(employer=former, accounts=[account.pk], change=change)
