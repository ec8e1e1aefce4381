"""What a member has begun with or waits for, before there is a withdrawal."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from anju.centers.sealed import Sealed, SealedField
from anju.people.models import Member


class Draft(Sealed):
    """A form half filled in, one for each reason a member has begun with (草稿)."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="withdrawal_drafts")
    reason = models.CharField("提取原因", max_length=32)
    said = SealedField("已填内容", purpose="case")
    saved_at = models.DateTimeField("保存时间")
    # Told once that it lies there; whoever goes on with it may be told again.
    told_at = models.DateTimeField("提醒时间", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "reason"], name="withdrawals_one_draft_of_a_reason"
            )
        ]


class Reminder(models.Model):
    """A member wants to be told when a reason becomes possible for him (到期提醒我)."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="withdrawal_reminders")
    reason = models.CharField("提取原因", max_length=32)
    asked_at = models.DateTimeField("设置时间")
    # The business day on which it was looked at last: once a day is enough.
    looked_on = models.DateField("最近核对日", null=True)
    told_on = models.DateField("提醒日", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "reason"], name="withdrawals_one_reminder_of_a_reason"
            )
        ]
        indexes = [
            models.Index(
                fields=["looked_on"],
                condition=Q(told_on__isnull=True),
                name="withdrawals_to_be_reminded",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.asked_at}"
