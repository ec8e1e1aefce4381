"""Another officer decides about a court's freeze, and about its end (司法冻结, 解冻)."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ledger.hold import NotEnoughFree, hold_money, release_money
from anju.ledger.models import Balance
from anju.people.models import AccountEvent, Freeze, FundAccount, Staff
from anju.people.restraints.ask_freeze import (
    OPEN,
    WORDS_LEAST,
    NothingToFreeze,
    check_not_own,
    held_freeze,
)
from anju.people.staff.actor import actor_of

State = Freeze.State


class SamePerson(Refusal):
    code = "people.freeze_same_person"


class FreezeMoved(Refusal):
    code = "people.freeze_moved"


class OpinionMissing(Refusal):
    code = "people.freeze_opinion_missing"


class FreezeTooHigh(Refusal):
    code = "people.freeze_too_high"


def decide_freeze(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date, now: datetime
) -> Freeze:
    """Freeze the account or part of its money as the paper says, or send the paper back.

    A whole freeze holds every fen that is free now and gives a paying account the state 冻结:
    money comes in and none leaves. Part of it is held in the ledger, in fen. The member gets
    no notice: the court serves its order itself, and a word ahead of it lets money go
    elsewhere. Raises FreezeMoved, SamePerson, OwnAccount, OpinionMissing,
    FreezeTooHigh, NothingToFreeze when it was closed meanwhile.
    """
    with transaction.atomic():
        freeze = held_freeze(number)
        _check(freeze, State.WAITING, freeze.asked_by, by, approve, opinion)
        freeze.decided_by, freeze.decided_at, freeze.opinion = by, now, opinion.strip()[:200]
        freeze.state = State.FROZEN if approve else State.REFUSED
        if approve:
            freeze.frozen_on = today
            _freeze(freeze, today, actor_of(by))
        freeze.save()
        _record(freeze, by, "freeze_account" if approve else "refuse_freeze", freeze.opinion)
    return freeze


def decide_unfreeze(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date
) -> Freeze:
    """Let go what a freeze held, and give the account its state back; or keep it frozen.

    The state stays 冻结 while another whole freeze binds. Raises as `decide_freeze`.
    """
    with transaction.atomic():
        freeze = held_freeze(number)
        _check(freeze, State.ENDING, freeze.end_asked_by, by, approve, opinion)
        freeze.end_opinion = opinion.strip()[:200]
        if approve:
            freeze.state, freeze.end_decided_by, freeze.ended_on = State.ENDED, by, today
            release_money(act=freeze.hold_act, on=today)
            freeze.save()
            _thaw(freeze, today, actor_of(by))
        else:
            freeze.state, freeze.end_asked_by = State.FROZEN, None
            freeze.save()
        _record(freeze, by, "unfreeze_account" if approve else "refuse_unfreeze", opinion)
    return freeze


def _check(
    freeze: Freeze, within: State, asked_by: Staff | None, by: Staff, approve: bool, words: str
) -> None:
    if freeze.state != within or asked_by is None:
        raise FreezeMoved(
            f"{freeze.number} 现在的状态是“{freeze.get_state_display()}”，已经有人处理过。"
        )
    check_not_own(by, freeze.account)
    # Two accounts of one natural person are one person.
    if not by.identity_index or bytes(by.identity_index) == bytes(
        asked_by.identity_index or b""
    ):
        raise SamePerson("登记人不能复核自己的冻结或解冻，请由另一位人员办理。")
    if not approve and len(words.strip()) < WORDS_LEAST:
        raise OpinionMissing("退回时请写明原因，至少 4 个字。")


def _freeze(freeze: Freeze, today: date, actor: str) -> None:
    account = FundAccount.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=freeze.account_id
    )
    if account.state not in OPEN:
        raise NothingToFreeze("账户在登记以后已经销户，没有可以冻结的存款，请退回登记。")
    if freeze.extent == Freeze.Extent.WHOLE:
        freeze.amount_fen = max(0, _free_fen(account))
    if freeze.amount_fen:
        _hold(freeze, today)
    # A sealed account stays sealed, its money held: its owner may be paid for elsewhere, and
    # an account that is 冻结 counts as the one that is paid for.
    if freeze.extent == Freeze.Extent.WHOLE and account.state == FundAccount.State.NORMAL:
        freeze.state_before = account.state
        account.state = FundAccount.State.FROZEN
        account.save(update_fields=["state"])
    _note(freeze, account, AccountEvent.Kind.FROZEN, today, actor)


def _hold(freeze: Freeze, today: date) -> None:
    account = freeze.account
    try:
        hold_money(
            act=freeze.hold_act,
            account=account.pk,
            amount_fen=freeze.amount_fen,
            on=today,
            why=f"司法冻结 {freeze.paper}",
        )
    except NotEnoughFree as refused:
        raise FreezeTooHigh(
            f"账户可用余额只有 {format_yuan(_free_fen(account))} 元，不够冻结 "
            f"{format_yuan(freeze.amount_fen)} 元。请退回登记，改办“整户冻结”；"
            "被提取申请占用的金额，先对该申请作出决定。"
        ) from refused


def _thaw(freeze: Freeze, today: date, actor: str) -> None:
    account = FundAccount.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=freeze.account_id
    )
    others = Freeze.objects.filter(
        account=account, extent=Freeze.Extent.WHOLE, state__in=Freeze.BINDS
    )
    heir = others.order_by("id").first()
    if freeze.state_before and heir is not None:
        # The next freeze remembers what the account was before the first one.
        heir.state_before = freeze.state_before
        heir.save(update_fields=["state_before"])
    elif freeze.state_before and account.state == FundAccount.State.FROZEN:
        account.state = FundAccount.State(freeze.state_before)
        account.save(update_fields=["state"])
    _note(freeze, account, AccountEvent.Kind.UNFROZEN, today, actor)


def _free_fen(account: FundAccount) -> int:
    return Balance.objects.get(pk=account.pk).free_fen


def _note(
    freeze: Freeze, account: FundAccount, kind: AccountEvent.Kind, today: date, actor: str
) -> None:
    monthly_fen = 0 if account.state == FundAccount.State.SEALED else account.monthly_fen
    AccountEvent.objects.create(
        account=account,
        kind=kind,
        month=Month.of(today),
        happened_on=today,
        employer=account.employer,
        base_fen=account.base_fen,
        monthly_fen=monthly_fen,
        monthly_before_fen=monthly_fen,
        actor=actor,
        source=freeze.number,
        # Nobody is told of a court's freeze by us; see `decide_freeze`.
        told=True,
    )


def _record(freeze: Freeze, by: Staff, deed: str, opinion: str) -> None:
    record(
        actor=actor_of(by),
        deed=deed,
        subject=freeze.account.number,
        number=freeze.number,
        paper=freeze.paper,
        amount_fen=freeze.amount_fen,
        opinion=opinion.strip(),
    )
