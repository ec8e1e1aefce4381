"""A member asks to be told when a reason becomes possible, or takes that back (C1.4)."""

from __future__ import annotations

from datetime import date, datetime

from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.withdrawals.dossier.preview import rule_of
from anju.withdrawals.judging.facts import facts_of
from anju.withdrawals.judging.survey import look_at
from anju.withdrawals.models import Reminder


class NothingToWaitFor(Refusal):
    code = "withdrawals.nothing_to_wait_for"


def ask_reminder(*, member: Member, reason: str, today: date, now: datetime) -> Reminder:
    """Keep the wish; asked again it is kept once, and after it was told it begins anew.

    Raises NoSuchReason, and NothingToWaitFor for a reason the center does not have, or one
    that is possible today.
    """
    rule = rule_of(reason=reason, today=today)
    if not rule.offered:
        raise NothingToWaitFor(rule.instead)
    facts = facts_of(member=member, today=today, now=now)
    if look_at(facts=facts, reason=reason, rule=rule).status != "not_yet":
        raise NothingToWaitFor(f"“{rule.title}”现在就可以办理，不需要提醒。")
    reminder, made = Reminder.objects.get_or_create(
        member=member, reason=reason, defaults={"asked_at": now}
    )
    if not made and reminder.told_on is not None:
        reminder.asked_at, reminder.looked_on, reminder.told_on = now, None, None
        reminder.save()
    return reminder


def drop_reminder(*, member: Member, reason: str) -> None:
    """Forget the wish; one that is not there is forgotten as well."""
    Reminder.objects.filter(member=member, reason=reason).delete()


def reminders_of(*, member: Member) -> frozenset[str]:
    """For which reasons a member still waits to be told."""
    found = Reminder.objects.filter(member=member, told_on=None)
    return frozenset(found.values_list("reason", flat=True))
