"""Those who work for the center, and the roles they are given."""

from django.db import models
from django.db.models import F, Q

from anju.centers.sealed import IndexField, Sealed, SealedField


class Staff(Sealed):
    """Somebody who works for the center (柜员), in one of its roles."""

    class Role(models.TextChoices):
        CLERK = "clerk", "柜员"
        MANAGER = "manager", "主管"
        FINANCE = "finance", "财务"
        SYSTEM_ADMIN = "system_admin", "系统管理员"
        SECURITY_ADMIN = "security_admin", "安全管理员"
        AUDITOR = "auditor", "审计管理员"

    login = models.CharField("工号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=50)
    # Empty for those who were there before it was asked for.
    identity_number = SealedField("证件号码", purpose="identity", default="")
    identity_index = IndexField(of="identity_number", purpose="identity", unique=True)
    role = models.CharField("角色", max_length=16, choices=Role)
    branch = models.CharField("管理部", max_length=40)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class StaffGrant(models.Model):
    """A role given to somebody of the staff from a day on (岗位授权); the last one counts."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="grants")
    # Empty: from that day on he may do nothing.
    role = models.CharField("岗位", max_length=16, default="")
    since = models.DateField("生效日期")
    # Nobody: the first administrators of a center, named at its installation.
    granted_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    reason = models.CharField("事由", max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(staff=F("granted_by")), name="people_nobody_grants_himself"
            )
        ]
        indexes = [models.Index(fields=["staff", "since"], name="people_grant_by_staff")]
