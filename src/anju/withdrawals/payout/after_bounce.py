"""What becomes of money the bank could not pay: another card, or back onto the account."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ledger.kinds import Kind
from anju.ledger.models import Entry
from anju.ledger.reverse import reverse
from anju.payments.cards.usable_card import usable_card
from anju.people.accounts.close_account import reopen_account
from anju.withdrawals.dossier.heirs import check_may_be_paid
from anju.withdrawals.dossier.keep_materials import restore_materials
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import CHANNELS, KINDS_OUT, order_payment, payments_of
from anju.withdrawals.tell import tell_given_back


class NotBounced(Refusal):
    code = "withdrawals.not_bounced"


class Contradicted(Refusal):
    code = "withdrawals.contradicted"


class SameCard(Refusal):
    code = "withdrawals.same_card"


def pay_again(*, number: str, today: date, now: datetime, by: str) -> Withdrawal:
    """Order the bank once more, to the card the member or his heir has bound by now (退汇重付).

    The amount stands as it was booked. Raises NotBounced, Contradicted, SameCard for the very
    card the bank has turned down, PayoutsHeld and a card's refusals.
    """
    with transaction.atomic():
        withdrawal = _bounced(number)
        check_may_be_paid(member=withdrawal.member, heir=withdrawal.payee, now=now)
        card = usable_card(member=withdrawal.receiver, now=now)
        if card.pk == withdrawal.card_id:
            raise SameCard(
                f"这张卡（{card.masked}）刚被银行退回（{withdrawal.failure}），"
                "请先换绑一张能收款的本人银行卡。"
            )
        withdrawal.card = card
        order_payment(withdrawal, today)
        withdrawal.state = Withdrawal.State.PAYING
        withdrawal.save()
        record(actor=by, deed="pay_withdrawal_again", subject=number, card=card.masked)
    return withdrawal


def give_back(*, number: str, today: date, now: datetime, by: str) -> Withdrawal:
    """Put the money back onto the account by red entries with their first value dates.

    No interest day is lost. A closed account gets its state back, the closing interest leaves
    it again, and the papers that were used up may serve another application.
    Raises NotBounced, Contradicted.
    """
    with transaction.atomic():
        withdrawal = _bounced(number)
        closing = withdrawal.mode == Withdrawal.Mode.CLOSING
        for kinds, step in ((KINDS_OUT, "out"), ((Kind.CLOSING_INTEREST,), "interest")):
            entry = Entry.objects.filter(kind__in=kinds, act=f"{number}/{step}").first()
            if entry is not None:
                reverse(
                    entry=entry,
                    booked_on=today,
                    actor=by[:60],
                    channel=CHANNELS[withdrawal.channel],
                )
        if closing:
            reopen_account(
                account=withdrawal.account,
                state=withdrawal.state_before,
                today=today,
                actor=by,
                source=number,
            )
        withdrawal.state = Withdrawal.State.GIVEN_BACK
        withdrawal.save(update_fields=["state"])
        restore_materials(withdrawal, now=now)
        tell_given_back(withdrawal, now=now)
        record(actor=by, deed="give_withdrawal_back", subject=number)
    return withdrawal


def _bounced(number: str) -> Withdrawal:
    withdrawal = Withdrawal.objects.select_for_update(no_key=True, of=("self",)).get(
        number=number
    )
    if withdrawal.state != Withdrawal.State.BOUNCED:
        raise NotBounced(
            f"{number} 现在的状态是“{withdrawal.get_state_display()}”，不是退汇，没有办理。"
        )
    # An earlier payment as well: as long as nobody knows how it ended, it may have been paid.
    if payments_of(withdrawal).exclude(frozen_because="").exists():
        raise Contradicted(
            "银行对这笔付款的答复前后不一致，对账单认定结果以前不能重付，也不能退回账户。"
        )
    return withdrawal
