"""Holds a member's money back for a while, at once."""

from datetime import datetime

from anju.audit.record import record
from anju.people.models import Hold, Member
from anju.people.restraints.holds import open_holds


def hold_payouts(
    *,
    member: Member,
    reason: Hold.Reason,
    until: datetime | None,
    now: datetime,
    by: str = "hall",
) -> Hold:
    """Hold payouts until a moment, or (None) until somebody lifts the hold.

    A hold of the same reason that already binds as long is kept instead of a second one, and
    no hold ever shortens another. The end comes from `holds.end_of_hold`. (Security P1, B1-B3.)
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    binding = open_holds(member, now).filter(reason=reason).first()
    if binding is not None and (
        binding.until is None or (until is not None and until <= binding.until)
    ):
        return binding
    hold = Hold.objects.create(
        member_id=member.pk, reason=reason, since=now, until=until, held_by=by[:60]
    )
    record(
        actor=by,
        deed="hold_payouts",
        subject=f"member/{member.pk}",
        reason=reason.value,
        until=until.isoformat() if until else None,
    )
    return hold
