"""Tells members once of a form half filled in that nobody has touched for days (C1.10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from anju.notices.models import Notice
from anju.notices.push_notices import push_notice
from anju.policy.items import CHINA
from anju.policy.rules import value
from anju.withdrawals.applying.draft import lives
from anju.withdrawals.judging.survey import rules_on
from anju.withdrawals.models import Draft
from anju.withdrawals.reminders.remind import in_hours

AT_ONCE = 500


def remind_of_drafts(*, now: datetime) -> int:
    """Tell of every form that will soon be forgotten; answers how many were told.

    In the inbox alone, by day, and once for each time it was saved. What is forgotten already
    is not told any more.
    """
    if not in_hours(now):
        return 0
    today = now.astimezone(CHINA).date()
    untouched = timedelta(days=int(value("withdrawal.draft_reminder_days", on=today)))
    rules, kept = rules_on(today), lives(now)
    with transaction.atomic():
        found = list(
            Draft.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("member")
            .filter(told_at=None, saved_at__lte=now - untouched, saved_at__gt=now - kept)
            .order_by("id")[:AT_ONCE]
        )
        for draft in found:
            draft.told_at = now
            rule = rules.get(draft.reason)
            if rule is not None and rule.offered:
                _tell(draft, rule.title, draft.saved_at + kept)
        Draft.objects.bulk_update(found, ["told_at"])
    return len(found)


def _tell(draft: Draft, title: str, until: datetime) -> None:
    push_notice(
        notice=Notice(
            recipient=draft.member_id,
            business="提取申请未提交",
            text=f"尊敬的{draft.member.name}，您的“{title}”申请填到一半还没有提交，"
            f"保存到 {until.astimezone(CHINA):%Y-%m-%d}，到期自动清除。"
            "请到“我要提取”里继续填写；不办了的不用处理。",
            channel="网厅",
            source=f"draft/{draft.pk}/{draft.saved_at:%Y%m%d%H%M%S}",
        )
    )
