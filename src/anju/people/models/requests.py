"""What two of the staff decide together."""

from django.db import models
from django.db.models import F, Q

from anju.centers.sealed import SealedField
from anju.people.models.members import Member
from anju.people.models.staff import Staff


class MobileRequest(models.Model):
    """A new mobile for a member who has lost the old one (柜面变更手机号码).

    A clerk who has seen the identity card asks; another person, a manager, decides.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待主管复核"
        APPROVED = "approved", "已同意"
        REFUSED = "refused", "已退回"

    number = models.CharField("业务流水号", max_length=20, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    mobile = SealedField("新手机号码", purpose="mobile")
    reason = models.CharField("事由", max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
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
