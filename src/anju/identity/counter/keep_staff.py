"""Deeds on accounts of the staff that reach their sessions and secrets."""

from datetime import datetime

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.counter.slips import Receiver, Slip, Way, new_start
from anju.identity.factors.keys import reset_factors
from anju.identity.models import Credential, Holder, Visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.people.staff.disable_staff import disable_staff


class NotYourOwnKeys(Refusal):
    code = "identity.not_your_own_keys"


class WhyReset(Refusal):
    code = "identity.why_reset"


@transaction.atomic
def shut_out(*, staff: Staff, by: Staff, reason: str, now: datetime) -> None:
    """Disable an account, and with it every session of it. Raises as `disable_staff`."""
    disable_staff(staff=staff, by=by, reason=reason)
    end_visits_of(Holder.STAFF, staff.pk, because=Visit.Because.NOT_ALLOWED, now=now)


def end_sessions(*, staff: Staff, by: Staff, now: datetime) -> int:
    """Send somebody back to the sign-in page wherever he is; how many sessions ended."""
    ended = end_visits_of(Holder.STAFF, staff.pk, because=Visit.Because.ELSEWHERE, now=now)
    record(actor=actor_of(by), deed="end_sessions", subject=actor_of(staff), ended=ended)
    return ended


def restart_staff(*, staff: Staff, by: Staff, reason: str, now: datetime) -> Slip:
    """Forget password and factors of somebody, and print a slip for a new start.

    Not by himself: whoever sits at an open session must not make it his own. Raises
    NotYourOwnKeys, WhyReset without a reason. (ASVS 6.4.4; security D2.)
    """
    if staff.pk == by.pk:
        raise NotYourOwnKeys("不能重置自己的验证方式，请由另一位安全管理员办理。")
    if not reason.strip():
        raise WhyReset("请写明重置的原因，例如“首次发放”“手机遗失”。")
    return first_slip(staff=staff, by=actor_of(by), reason=reason, now=now)


@transaction.atomic
def first_slip(*, staff: Staff, by: str, reason: str, now: datetime) -> Slip:
    """The same, at the installation of a center, when nobody is there yet to do it."""
    who = actor_of(staff)
    reset_factors(holder=Holder.STAFF, holder_id=staff.pk, now=now)
    for held in Credential.objects.filter(holder=Holder.STAFF, holder_id=staff.pk):
        held.set_unusable_password()
        held.save()
    end_visits_of(Holder.STAFF, staff.pk, because=Visit.Because.NOT_ALLOWED, now=now)
    receiver = Receiver(Holder.STAFF, staff.pk, staff.name)
    slip = new_start(receiver=receiver, way=Way.SLIP, by=by, now=now)
    record(actor=by, deed="restart_staff", subject=who, reason=reason.strip())
    if slip is None:
        raise RuntimeError("a slip is always printed")
    return slip
