"""Closes a fund account whose money has left (提取销户), and opens it again if it came back."""

from datetime import date

from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.models import AccountEvent, FundAccount


class NotOpen(Refusal):
    code = "people.account_not_open"


def close_account(*, account: FundAccount, today: date, actor: str, source: str) -> str:
    """Close a normal or sealed account and answer the state it was in.

    The row stays locked until the transaction ends. Raises NotOpen for one that is frozen or
    closed already. The money is the ledger's business.
    """
    held = _held(account)
    if held.state not in (FundAccount.State.NORMAL, FundAccount.State.SEALED):
        raise NotOpen(f"账户现在的状态是“{held.get_state_display()}”，不能销户。")
    before = held.state
    held.state, held.closed_on = FundAccount.State.WITHDRAWN, today
    held.save(update_fields=["state", "closed_on"])
    _note(held, AccountEvent.Kind.CLOSED, before, today, actor, source)
    return before


def reopen_account(
    *, account: FundAccount, state: str, today: date, actor: str, source: str
) -> None:
    """Give a closed account its state back, because its money could not be paid out.

    Where its member is paid for on another account by now, it is sealed: one is active.
    """
    held = _held(account)
    if held.state != FundAccount.State.WITHDRAWN:
        raise NotOpen("账户没有销户，不需要恢复。")
    if state == FundAccount.State.NORMAL and _paid_elsewhere(held):
        state, held.sealed_on = FundAccount.State.SEALED, today
    held.state, held.closed_on = FundAccount.State(state), None
    held.save(update_fields=["state", "closed_on", "sealed_on"])
    _note(held, AccountEvent.Kind.REOPENED, state, today, actor, source)


def _paid_elsewhere(account: FundAccount) -> bool:
    active = (FundAccount.State.NORMAL, FundAccount.State.FROZEN)
    return FundAccount.objects.filter(member=account.member_id, state__in=active).exists()


def _held(account: FundAccount) -> FundAccount:
    return FundAccount.objects.select_for_update(no_key=True, of=("self",)).get(pk=account.pk)


def _note(
    account: FundAccount,
    kind: AccountEvent.Kind,
    was: str,
    today: date,
    actor: str,
    source: str,
) -> None:
    paid_fen = account.monthly_fen if was == FundAccount.State.NORMAL else 0
    closed = kind == AccountEvent.Kind.CLOSED
    AccountEvent.objects.create(
        account=account,
        kind=kind,
        month=Month.of(today),
        happened_on=today,
        employer=account.employer,
        base_fen=account.base_fen,
        monthly_fen=0 if closed else paid_fen,
        monthly_before_fen=paid_fen if closed else 0,
        actor=actor,
        source=source,
        # The withdrawal itself tells the member.
        told=True,
    )
