"""Lifts a hold, or the stop after a disavowal, for a person who stands at the counter."""

from datetime import datetime

from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.identity.models import Credential, Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.actor import actor_of
from anju.people.lift_hold import lift_hold
from anju.people.models import Hold, Member, Staff


def lift_at_counter(
    *,
    member: Member,
    hold: Hold,
    card_checked: bool,
    reason: str,
    by: Staff,
    now: datetime,
) -> Hold:
    """End one hold; after a disavowal the access opens again too, by a new start only.

    The member is told by SMS. Raises OwnFile, CardNotChecked, WhyLift, HoldIsOver. (P1, B3.)
    """
    if is_self(by, member):
        raise OwnFile("不能为本人解除暂停支付，请由其他柜员办理。")
    check_card(card_checked)
    lifted = lift_hold(hold=hold, by=actor_of(by), reason=reason, now=now)
    if lifted.reason == Hold.Reason.DISAVOWED:
        _unlock(member)
    words = f"“{lifted.get_reason_display()}”的暂停支付已由柜面解除。"
    tell_owner(holder=Holder.MEMBER, holder_id=member.pk, text=words, now=now)
    return lifted


def _unlock(member: Member) -> None:
    """The old password is known to a stranger: it is taken away with the lock."""
    own = Credential.objects.filter(holder=Holder.MEMBER, holder_id=member.pk)
    for credential in own.exclude(locked_because=""):
        credential.set_unusable_password()
        credential.locked_because = ""
        credential.save()
