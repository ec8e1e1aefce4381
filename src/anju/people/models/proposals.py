"""Corrections of a member's data that wait for a word."""

from django.db import models
from django.db.models import Q

from anju.centers.sealed import SealedField
from anju.people.models.employers import Employer
from anju.people.models.members import Member


class Proposal(models.Model):
    """A correction of a member's data that an employer's agent asks for (更正申请).

    It changes nothing until the old mobile, the member himself or the counter confirms.
    """

    class Field(models.TextChoices):
        MOBILE = "mobile", "手机号码"
        NAME = "name", "姓名"
        IDENTITY = "identity", "证件号码"

    class State(models.TextChoices):
        WAITING = "waiting", "待确认"
        ACCEPTED = "accepted", "已确认"
        REFUSED = "refused", "已拒绝"
        WITHDRAWN = "withdrawn", "已撤回"
        EXPIRED = "expired", "已过期"

    class How(models.TextChoices):
        OLD_MOBILE = "old_mobile", "原手机确认"
        MEMBER = "member", "本人登录确认"
        COUNTER = "counter", "柜面确认"

    number = models.CharField("流水号", max_length=20, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="proposals")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    field = models.CharField(max_length=8, choices=Field)
    value = SealedField("更正为", purpose="proposal")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    proposed_by = models.CharField("经办人", max_length=60)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, default="")
    decided_how = models.CharField(max_length=12, choices=How, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "field"],
                condition=Q(state="waiting"),
                name="people_one_waiting_proposal",
            )
        ]
