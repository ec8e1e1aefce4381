"""Deeds of an employer that wait for a second person, and when one is needed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from anju.people.models import Appointment, Employer


class FourEyes(models.Model):
    """How an employer has set its reviewing (复核设置); without a row the profile speaks."""

    employer = models.OneToOneField(Employer, models.PROTECT, related_name="four_eyes")
    on = models.BooleanField("开启复核", default=False)
    people_over = models.PositiveIntegerField("超过多少人须复核", default=0)
    amount_over_fen = models.BigIntegerField("超过多少金额须复核", default=0)
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField(db_default=Now())


class Submission(models.Model):
    """Something an agent has submitted that waits for another natural person (待复核业务).

    `payload` is what the verb needs, `digest` what was seen when it was submitted: the deed is
    done in the reviewer's own transaction, and only while both are still equal.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待复核"
        APPROVED = "approved", "已同意"
        RETURNED = "returned", "已退回"
        WITHDRAWN = "withdrawn", "已撤回"

    class Because(models.TextChoices):
        SWITCH = "switch", "本单位已开启复核"
        OVER = "over", "人数或金额超过本单位的复核标准"
        SIZE = "size", "人数或金额超过中心的复核标准"
        SELF = "self", "名单里有经办人本人"
        LOOSENS = "loosens", "放宽复核设置须由另一人同意"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="submissions")
    kind = models.CharField("业务种类", max_length=24)
    subject = models.CharField("对象", max_length=80)
    payload = models.JSONField(default=dict)
    pairs = models.JSONField("提交时的内容", default=list)
    digest = models.CharField(max_length=64)
    heads = models.PositiveIntegerField("人数", default=0)
    amount_fen = models.BigIntegerField("金额", default=0)
    because = models.CharField("复核原因", max_length=8, choices=Because)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    maker = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    # Who they are as natural persons, by the blind index of their identity numbers.
    maker_index = models.BinaryField()
    made_at = models.DateTimeField("提交时间")
    reviewer = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    reviewer_index = models.BinaryField(null=True)
    decided_at = models.DateTimeField("复核时间", null=True)
    reason = models.CharField("退回原因", max_length=200, default="")
    result = models.CharField("办理结果流水号", max_length=40, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewer_index=None) | ~Q(reviewer_index=F("maker_index")),
                name="contributions_maker_is_not_reviewer",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(reviewer_index__isnull=False),
                name="contributions_approved_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["employer", "subject"],
                condition=Q(state="waiting"),
                name="contributions_one_waiting_submission",
            ),
        ]
        indexes = [
            models.Index(
                fields=["employer", "state", "-id"], name="contributions_submission_list"
            )
        ]
