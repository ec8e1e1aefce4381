"""Roles of the staff, since when and by whose word; and what two of them decide together."""

from django.db import models
from django.db.models import F, Q

from anju.centers.sealed import SealedField


class StaffGrant(models.Model):
    """A role given to somebody of the staff from a day on (岗位授权); the last one counts."""

    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="grants")
    # Empty: from that day on he may do nothing.
    role = models.CharField("岗位", max_length=16, default="")
    since = models.DateField("生效日期")
    # Nobody: the first administrators of a center, named at its installation.
    granted_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    reason = models.CharField("事由", max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(staff=F("granted_by")), name="people_nobody_grants_himself"
            )
        ]
        indexes = [models.Index(fields=["staff", "since"], name="people_grant_by_staff")]


class MobileRequest(models.Model):
    """A new mobile for a member who has lost the old one (柜面变更手机号码).

    A clerk who has seen the identity card asks; another person, a manager, decides.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待主管复核"
        APPROVED = "approved", "已同意"
        REFUSED = "refused", "已退回"

    number = models.CharField("业务流水号", max_length=20, unique=True)
    member = models.ForeignKey("people.Member", models.PROTECT, related_name="+")
    mobile = SealedField("新手机号码", purpose="mobile")
    reason = models.CharField("事由", max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey("people.Staff", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    opinion = models.CharField("意见", max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="people_mobile_four_eyes"
            ),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state="waiting"),
                name="people_one_waiting_mobile",
            ),
        ]
