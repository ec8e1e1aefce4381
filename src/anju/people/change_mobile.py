"""Writes a member's new mobile number; every way to a new number ends here."""

from dataclasses import dataclass
from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_mobile, mask_mobile
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold

COLUMNS = ["mobile", "mobile_proven_at"]


class MobileAsItWas(Refusal):
    code = "people.mobile_as_it_was"


@dataclass(frozen=True)
class MobileChanged:
    """The number before (maybe empty) and the one now, both in full: they must be told."""

    before: str
    before_proven: bool
    after: str
    hold: Hold


def change_mobile(
    *, member: Member, mobile: str, proven: bool, by: str, now: datetime
) -> MobileChanged:
    """Put a new number on file and hold payouts for the profile's hours (72).

    `proven` says that its owner has just answered from it; otherwise the number counts as
    unverified until it is used. The caller tells both numbers (identity.contacts). Raises
    MobileAsItWas when nothing would change, BadMobile for an impossible number.
    (C-20, X-06, X-42, X-57; security B3.)
    """
    number = check_mobile(mobile)
    kept = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    before, before_proven = kept.mobile, kept.mobile_proven_at is not None
    if before == number:
        raise MobileAsItWas("没有变化：新手机号码与现在登记的号码相同。")
    kept.mobile, kept.mobile_proven_at = number, now if proven else None
    kept.save(update_fields=COLUMNS)
    member.mobile, member.mobile_proven_at = kept.mobile, kept.mobile_proven_at
    record(
        actor=by,
        deed="change_mobile",
        subject=f"member/{member.pk}",
        before=mask_mobile(before) if before else "",
        after=mask_mobile(number),
        proven=proven,
    )
    reason = Hold.Reason.MOBILE_CHANGED
    until = end_of_hold(reason=reason, now=now)
    hold = hold_payouts(member=member, reason=reason, until=until, now=now, by=by)
    return MobileChanged(before, before_proven, number, hold)
