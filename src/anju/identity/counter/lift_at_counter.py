"""Lifts a hold, or the stop after a disavowal, for a person who stands at the counter."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, is_self
from anju.identity.models import Credential, Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Hold, Member, MobileRequest, Staff
from anju.people.restraints.lift_hold import lift_hold
from anju.people.staff.actor import actor_of


class OwnDeed(Refusal):
    code = "identity.own_deed"


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

    The member is told by SMS. Raises OwnFile, OwnDeed for whoever did what the hold waits for:
    nobody gives somebody a new start and lets his money go as well. Raises CardNotChecked,
    WhyLift, HoldIsOver. (P1, P3, B3, E1.)
    """
    if is_self(by, member):
        raise OwnFile("不能为本人解除暂停支付，请由其他柜员办理。")
    _check_another(hold, by)
    check_card(card_checked)
    lifted = lift_hold(hold=hold, by=actor_of(by), reason=reason, now=now)
    if lifted.reason == Hold.Reason.DISAVOWED:
        _unlock(member)
    words = f"“{lifted.get_reason_display()}”的暂停支付已由柜面解除。"
    tell_owner(holder=Holder.MEMBER, holder_id=member.pk, text=words, now=now)
    return lifted


def _check_another(hold: Hold, by: Staff) -> None:
    """A new phone counts as the deed of who asked for it as well as of who approved it."""
    asked = MobileRequest.objects.filter(
        member_id=hold.member_id,
        decided_at=hold.since,
        state=MobileRequest.State.APPROVED,
        asked_by=by,
    )
    if hold.held_by == actor_of(by) or asked.exists():
        raise OwnDeed(
            "这项暂停支付因您经办的业务而起，不能由您解除。请由另一位工作人员核对证件后办理；"
            "到时也会自动恢复。"
        )


def _unlock(member: Member) -> None:
    """The old password is known to a stranger: it is taken away with the lock."""
    own = Credential.objects.filter(holder=Holder.MEMBER, holder_id=member.pk)
    for credential in own.exclude(locked_because=""):
        credential.set_unusable_password()
        credential.locked_because = ""
        credential.save()
