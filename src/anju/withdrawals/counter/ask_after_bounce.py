"""The counter settles a bounced payment for a member: one officer asks, another decides."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.four_eyes import check_not_own, check_other, in_words
from anju.withdrawals.models import BounceDeed, Withdrawal
from anju.withdrawals.payout.after_bounce import NotBounced, give_back, pay_again

Kind, State = BounceDeed.Kind, BounceDeed.State


class BounceWaits(Refusal):
    code = "withdrawals.bounce_waits"


class BounceIsOver(Refusal):
    code = "withdrawals.bounce_is_over"


def ask_after_bounce(
    *, number: str, kind: BounceDeed.Kind, reason: str, by: Staff, today: date
) -> BounceDeed:
    """Ask that a bounced withdrawal is paid to another card, or put back onto the account.

    No money moves yet. Raises NotBounced, BounceWaits, NotYoursToDo, SayWhy.
    """
    found = Withdrawal.objects.select_related("member", "payee").filter(number=number)
    withdrawal = found.first()
    if withdrawal is None or withdrawal.state != Withdrawal.State.BOUNCED:
        raise NotBounced(f"{number} 现在不是退汇待处理，没有登记。请刷新后查看。")
    check_not_own(by, withdrawal.member, withdrawal.receiver)
    words = in_words(reason, "请写明本人的要求和核对了什么")
    try:
        with transaction.atomic():
            deed = BounceDeed.objects.create(
                number=_next_number(),
                withdrawal=withdrawal,
                kind=kind,
                reason=words,
                asked_by=by,
                asked_on=today,
            )
    except IntegrityError as error:
        if "withdrawals_one_bounce_deed" not in str(error):
            raise
        raise BounceWaits(f"{number} 已有一笔处理在等复核，不能重复提交。") from error
    _record(deed, "ask_after_bounce", by, deed.reason)
    return deed


def decide_after_bounce(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date, now: datetime
) -> BounceDeed:
    """Carry out what was asked, or send it back; by another natural person.

    Raises BounceIsOver, NotYoursToDo, SayWhy, and as `pay_again` and `give_back`.
    """
    with transaction.atomic():
        deed = (
            BounceDeed.objects.select_for_update(no_key=True, of=("self",))
            .select_related("withdrawal__member", "withdrawal__payee", "asked_by")
            .filter(number=number)
            .first()
        )
        if deed is None or deed.state != State.ASKED:
            raise BounceIsOver("这笔处理已经有人办理，没有再次生效。请刷新后查看。")
        check_not_own(by, deed.withdrawal.member, deed.withdrawal.receiver)
        check_other(by, deed.asked_by)
        if not approve:
            in_words(opinion, "退回时请写明原因")
        deed.state = State.DONE if approve else State.REFUSED
        deed.decided_by, deed.decided_on, deed.opinion = by, today, opinion.strip()[:200]
        deed.save()
        if approve and deed.kind == Kind.PAY_AGAIN:
            pay_again(number=deed.withdrawal.number, today=today, now=now, by=actor_of(by))
        elif approve:
            give_back(number=deed.withdrawal.number, today=today, now=now, by=actor_of(by))
        done = "decide_after_bounce" if approve else "refuse_after_bounce"
        _record(deed, done, by, deed.opinion)
    return deed


def _record(deed: BounceDeed, what: str, by: Staff, words: str) -> None:
    record(
        actor=actor_of(by),
        deed=what,
        subject=deed.withdrawal.number,
        number=deed.number,
        kind=deed.kind,
        reason=words,
    )


def _next_number() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('withdrawals_bounce_number')")
        return f"TC{cursor.fetchone()[0]:010d}"
