"""Approved reliefs: months an employer need not pay yet, or pays at a lower ratio."""

from django.db import models
from django.db.models import F, Q

from anju.centers.fields import MonthField
from anju.people.models import Employer


class Relief(models.Model):
    """An approved deferral (缓缴) or ratio reduction (降低缴存比例), 条例第二十条.

    Both months belong to it. Deferred months are owed all the same and stay open for 补缴.
    """

    class Kind(models.TextChoices):
        DEFERRAL = "deferral", "缓缴"
        REDUCTION = "reduction", "降低缴存比例"

    class State(models.TextChoices):
        APPROVED = "approved", "已批准，未到期初"
        IN_FORCE = "in_force", "执行中"
        ENDED = "ended", "已期满"

    number = models.CharField("办件编号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="reliefs")
    kind = models.CharField("种类", max_length=10, choices=Kind)
    state = models.CharField("状态", max_length=10, choices=State, default=State.APPROVED)
    first_month = MonthField("起始月份")
    last_month = MonthField("截止月份")
    reason = models.CharField("原因", max_length=200)
    voted_on = models.DateField("表决日期")
    voted_by = models.CharField("表决机构", max_length=20)
    # Of a reduction: fractions, and what the ratios go back to when it is over.
    employer_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    own_rate = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    employer_rate_before = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    own_rate_before = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    approved_on = models.DateField("批准日期")
    approved_by = models.CharField("批准人", max_length=60)
    began_on = models.DateField("开始执行", null=True)
    ended_on = models.DateField("结束日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_month__gte=F("first_month")),
                name="contributions_relief_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(kind="deferral", employer_rate=None, own_rate=None)
                | Q(kind="reduction", employer_rate__isnull=False, own_rate__isnull=False),
                name="contributions_a_reduction_has_ratios",
            ),
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state__in=["approved", "in_force"]),
                name="contributions_one_open_relief",
            ),
        ]

    @property
    def span(self) -> str:
        """Its months in words."""
        return f"{self.first_month.chinese}至 {self.last_month.chinese}"
