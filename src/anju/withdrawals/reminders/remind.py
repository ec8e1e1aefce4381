"""Tells members who asked for it that a reason has become possible (到期提醒, C1.4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from anju.ground.money import format_yuan
from anju.identity.contacts.notify_member import notify_member
from anju.notices.models import Notice
from anju.notices.push_notices import push_notice
from anju.policy.items import CHINA
from anju.policy.rules import value
from anju.withdrawals.judging.facts import facts_of_many
from anju.withdrawals.judging.survey import Outlook, look_at, rules_on
from anju.withdrawals.models import Reminder

AT_ONCE = 500
BUSINESS = "提取到期提醒"


def remind(*, today: date, now: datetime) -> int:
    """Look once a day at every wish and tell those whose day has come; answers how many.

    Nobody is told outside the profile's hours: what falls into the night is told in the
    morning. Each batch is one transaction, so whoever fell in between tells nobody twice.
    """
    if not in_hours(now):
        return 0
    told = 0
    while (batch := _tell_batch(today, now)) is not None:
        told += batch
    return told


def in_hours(now: datetime) -> bool:
    """Whether members may be disturbed now."""
    local = now.astimezone(CHINA)
    return bool(value("withdrawal.reminder_hours", on=local.date()).cover(local.time()))


def _tell_batch(today: date, now: datetime) -> int | None:
    with transaction.atomic():
        waiting = list(
            Reminder.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("member")
            .filter(Q(looked_on=None) | Q(looked_on__lt=today), told_on=None)
            .order_by("id")[:AT_ONCE]
        )
        if not waiting:
            return None
        rules = rules_on(today)
        members = sorted({one.member_id for one in waiting})
        facts = facts_of_many(members=members, today=today, now=now)
        for one in waiting:
            one.looked_on = today
            rule, known = rules.get(one.reason), facts.get(one.member_id)
            if rule is None or known is None:
                continue
            outlook = look_at(facts=known, reason=one.reason, rule=rule)
            if outlook.status != "not_yet":
                one.told_on = today
                _tell(one, outlook, today, now)
        Reminder.objects.bulk_update(waiting, ["looked_on", "told_on"])
    return sum(1 for one in waiting if one.told_on is not None)


def _tell(reminder: Reminder, outlook: Outlook, today: date, now: datetime) -> None:
    member, title = reminder.member, outlook.rule.title
    missing = outlook.judgement.missing if outlook.judgement else ()
    papers = f"请先备齐：{'、'.join(missing)}。" if missing else ""
    where = "“我要提取”里办理" if outlook.rule.online else "就近的管理部办理"
    push_notice(
        notice=Notice(
            recipient=reminder.member_id,
            business=BUSINESS,
            text=f"尊敬的{member.name}，您要我们提醒的“{title}”现在可以办理，"
            f"可提 {format_yuan(outlook.fen)} 元。{papers}请到{where}。"[:300],
            channel="网厅",
            source=f"reminder/{reminder.pk}/{reminder.asked_at:%Y%m%d%H%M%S}",
        )
    )
    if value("withdrawal.reminder_by_sms", on=today):
        # No amount: a telephone lies about on tables.
        text = f"您要我们提醒的“{title}”现在可以办理，请到{where}。如已办理请忽略。"
        notify_member(member=member, text=text, now=now)
