"""Somebody has forgotten his password and stands at the counter: he gets a new start."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.counter.card import check_card
from anju.identity.counter.open_person import OwnFile, Person, is_self
from anju.identity.counter.serials import counter_serial
from anju.identity.counter.slips import Receiver, Slip, new_start
from anju.identity.models import Credential, Enrolment, Holder, Visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.people.models import Hold, Member, Staff
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold
from anju.people.staff.actor import actor_of


class NotEnrolled(Refusal):
    code = "identity.not_enrolled"


@dataclass(frozen=True)
class Restarted:
    """The serial of the reset, and the slip where one is to be printed."""

    number: str
    slip: Slip | None


@transaction.atomic
def reset_password(
    *, person: Person, card_checked: bool, way: str, by: Staff, now: datetime
) -> Restarted:
    """End all sessions and give a one-time activation; nobody learns or sets a password.

    A member's payouts wait as after any reset. Raises OwnFile, CardNotChecked, NotEnrolled
    for a member who has never opened the hall, NoProvenPhone. (N-16; security W2, D2.)
    """
    if is_self(by, person):
        raise OwnFile("不能为本人重置密码，请由其他柜员办理。")
    check_card(card_checked)
    holder = Holder.MEMBER if isinstance(person, Member) else Holder.AGENT
    if isinstance(person, Member) and not _has_opened(person):
        raise NotEnrolled("本人还没有开通网上业务，请办理“网上业务面签”或由本人网上注册。")
    mobile = person.mobile if person.mobile_proven_at is not None else ""
    receiver = Receiver(holder, person.pk, person.name, mobile)
    number, who = counter_serial(now), actor_of(by)
    slip = new_start(receiver=receiver, way=way, by=who, now=now)
    end_visits_of(holder, person.pk, because=Visit.Because.PASSWORD_CHANGED, now=now)
    if isinstance(person, Member):
        reason = Hold.Reason.RESET
        until = end_of_hold(reason=reason, now=now)
        hold_payouts(member=person, reason=reason, until=until, now=now, by=who)
    record(
        actor=who,
        deed="reset_password",
        subject=f"{holder.value}/{person.pk}",
        number=number,
        way=way,
    )
    return Restarted(number, slip)


def _has_opened(member: Member) -> bool:
    own = {"holder": Holder.MEMBER, "holder_id": member.pk}
    enrolled = Enrolment.objects.filter(**own, ended_at=None).exists()
    return enrolled or Credential.objects.filter(**own).exists()
