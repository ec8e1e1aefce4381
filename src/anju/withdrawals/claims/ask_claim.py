"""An officer asks that a payment made twice be claimed, or that a claim be cleared."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, connection, transaction

from anju.audit.record import record
from anju.contributions.models import Suspense
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.models import Order
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.claims.paid_twice import NotPaidTwice, paid_twice
from anju.withdrawals.four_eyes import check_not_own, in_words
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal

Kind = ClaimDeed.Kind


class ClaimWaits(Refusal):
    code = "withdrawals.claim_waits"


class ClaimIsCleared(Refusal):
    code = "withdrawals.claim_is_cleared"


class NotForThisClaim(Refusal):
    code = "withdrawals.not_for_this_claim"


def ask_claim(*, serial: str, reason: str, by: Staff, today: date) -> ClaimDeed:
    """Ask that a frozen payment be recognised as made twice; nothing is booked yet.

    Raises NotPaidTwice, ClaimWaits, NotYoursToDo, SayWhy.
    """
    order = Order.objects.filter(serial=serial).first()
    if order is None:
        raise NotPaidTwice("没有这笔付款指令，没有登记。")
    found = paid_twice(order=order)
    deed = ClaimDeed(kind=Kind.CLAIM, order=order, amount_fen=order.amount_fen)
    return _ask(deed, found.withdrawal, reason, by, today)


def ask_by_arrival(
    *, number: str, arrival: str, reason: str, by: Staff, today: date
) -> ClaimDeed:
    """Ask that money that came by itself clear a claim; `arrival` is its 暂收流水号.

    Raises ClaimIsCleared, NotForThisClaim, ClaimWaits, NotYoursToDo, SayWhy.
    """
    claim = _open(number)
    suspense = Suspense.objects.select_related("arrival").filter(number=arrival.strip()).first()
    if suspense is None:
        raise NotForThisClaim("没有这个流水号的来款。请在“暂收未分摊”里查到后再填。")
    check_clears(suspense, claim)
    deed = ClaimDeed(
        kind=Kind.ARRIVAL,
        order=claim.order,
        claim=claim,
        suspense=suspense,
        amount_fen=suspense.arrival.amount_fen,
    )
    return _ask(deed, claim.withdrawal, reason, by, today)


def ask_by_account(*, number: str, reason: str, by: Staff, today: date) -> ClaimDeed:
    """Ask that what was given back leave the account again: the payment stands after all.

    Raises ClaimIsCleared, NotForThisClaim, ClaimWaits, NotYoursToDo, SayWhy.
    """
    claim = _open(number)
    check_by_account(claim)
    deed = ClaimDeed(
        kind=Kind.ACCOUNT, order=claim.order, claim=claim, amount_fen=claim.open_fen
    )
    return _ask(deed, claim.withdrawal, reason, by, today)


def check_clears(suspense: Suspense, claim: Claim) -> None:
    """Raises NotForThisClaim unless this arrival lies free and is no more than is owed."""
    if suspense.state != Suspense.State.OPEN:
        raise NotForThisClaim(
            f"来款 {suspense.number} {suspense.get_state_display()}，不能再抵追偿。"
        )
    asked = suspense.deeds.filter(state__in=["asked", "processing"]).exists()
    if asked or (suspense.remittance_id and suspense.sure):
        raise NotForThisClaim(f"来款 {suspense.number} 正在认领、退回或等待汇缴入账。")
    if suspense.arrival.amount_fen > claim.open_fen:
        raise NotForThisClaim(
            f"来款 {format_yuan(suspense.arrival.amount_fen)} 元，多于还没有追回的 "
            f"{format_yuan(claim.open_fen)} 元。请先原路退回，由对方按应退金额重新转来。"
        )


def check_by_account(claim: Claim) -> None:
    """Raises NotForThisClaim unless the whole of it was put back onto a living account.

    A closing cannot be repeated by an entry: its interest was taken back.
    """
    withdrawal = claim.withdrawal
    if withdrawal.state != Withdrawal.State.GIVEN_BACK or claim.open_fen != claim.amount_fen:
        raise NotForThisClaim("只有已退回账户、还没有追回过的提取，才能从账户抵追偿。")
    if withdrawal.mode != Withdrawal.Mode.PARTIAL:
        raise NotForThisClaim("销户提取退回后利息已冲回，不能从账户抵追偿，请领款人转回。")


def _open(number: str) -> Claim:
    found = Claim.objects.select_related(
        "withdrawal__member", "withdrawal__payee", "withdrawal__account", "order"
    )
    claim = found.filter(number=number).first()
    if claim is None or claim.cleared_on is not None:
        raise ClaimIsCleared("这笔追偿已经结清，不需要再办理。请刷新后查看。")
    return claim


def _ask(
    deed: ClaimDeed, withdrawal: Withdrawal, reason: str, by: Staff, today: date
) -> ClaimDeed:
    check_not_own(by, withdrawal.member, withdrawal.receiver)
    deed.reason = in_words(reason, "请写明核对了什么")
    deed.asked_by, deed.asked_on, deed.number = by, today, _next_number("ZD")
    try:
        with transaction.atomic():
            deed.save()
    except IntegrityError as error:
        if "withdrawals_one_claim_deed" not in str(error):
            raise
        raise ClaimWaits("这笔付款已有一项处理在等复核，不能重复提交。") from error
    record(
        actor=actor_of(by),
        deed=f"ask_{deed.kind}_of_claim",
        subject=withdrawal.number,
        number=deed.number,
        order=deed.order.serial,
        reason=deed.reason,
    )
    return deed


def _next_number(prefix: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('withdrawals_claim_number')")
        return f"{prefix}{cursor.fetchone()[0]:010d}"


def next_claim_number() -> str:
    """The number of a claim, which its payer writes on the transfer back."""
    return _next_number("ZH")
