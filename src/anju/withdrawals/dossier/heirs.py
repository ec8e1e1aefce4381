"""Who is paid when a member has died: his heir, to a card of the heir's own (第二十四条)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import QuerySet

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity
from anju.identity.counter.open_person import OwnFile, is_self
from anju.payments.cards.lists import live_card
from anju.payments.cards.usable_card import usable_card
from anju.people.find import member_of
from anju.people.models import Member, Staff
from anju.people.restraints.holds import check_may_pay_out
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal

# The questions of the reason that name him.
HEIR, RELATION = "heir", "relation"


class HeirUnknown(Refusal):
    code = "withdrawals.heir_unknown"


class HeirIsTheMember(Refusal):
    code = "withdrawals.heir_is_the_member"


class HeirHasNoCard(Refusal):
    code = "withdrawals.heir_has_no_card"


def for_heirs(reason: str) -> bool:
    """Whether the money of this reason goes to an heir."""
    return reason == Withdrawal.FOR_HEIRS


def heir_of(
    *, request: Request, member: Member, clerk: Staff, today: date, now: datetime
) -> Member | None:
    """The heir an application names, once money can be paid to him; None where none is asked.

    Raises HeirUnknown, HeirIsTheMember, HeirHasNoCard, and OwnFile where the clerk is he.
    """
    if not for_heirs(request.reason):
        return None
    number = request.told.get(HEIR, "")
    heir = member_of(identity_number=number, today=today)
    if heir is None:
        raise _at_the_number(
            HeirUnknown,
            f"没有证件号码 {mask_identity(number)} 的个人登记，钱没有人可付。"
            "请核对继承人身份证；没有登记过的，先办理“登记个人客户”，再绑定继承人本人的银行卡。",
        )
    if heir.pk == member.pk:
        raise _at_the_number(
            HeirIsTheMember,
            "填写的是缴存人本人的证件号码，不能付给已去世的人。请填写继承人或受遗赠人的证件号码。",
        )
    if is_self(clerk, heir):
        raise OwnFile("您就是领款的继承人，不能受理自己领款的提取，请由其他柜员办理。")
    _check_card(heir, now)
    return heir


def check_may_be_paid(*, member: Member, heir: Member | None, now: datetime) -> None:
    """Let money leave a member's account to himself or his heir; both rows stay locked.

    Raises PayoutsHeld for whichever of them it is held.
    """
    check_may_pay_out(member=member, now=now)
    if heir is not None:
        check_may_pay_out(member=heir, now=now)


def paid_to_heirs(*, member: Member) -> QuerySet[Withdrawal]:
    """What was paid to heirs of a member, the newest first."""
    paid = Withdrawal.objects.filter(member=member, state=Withdrawal.State.PAID)
    return paid.exclude(payee=None).select_related("payee", "card").order_by("-id")


def relation_of(told: Mapping[str, str]) -> str:
    """What the heir is to the dead member, as it was told."""
    return told.get(RELATION, "")


def _check_card(heir: Member, now: datetime) -> None:
    if live_card(heir) is None:
        raise _at_the_number(
            HeirHasNoCard,
            f"继承人（{mask_identity(heir.identity_number)}）还没有绑定本人的银行卡，"
            "提取的钱没有账户可付。请在“查个人”里打开继承人的资料，核对银行卡后绑定。",
        )
    try:
        usable_card(member=heir, now=now)
    except Refusal as refused:
        raise _at_the_number(
            HeirHasNoCard, f"继承人的银行卡现在不能收款：{refused.sentence}"
        ) from refused


def _at_the_number(kind: type[Refusal], sentence: str) -> Refusal:
    """A refusal that a form shows where the heir's number was typed."""
    return kind(sentence, fields={HEIR: sentence})
