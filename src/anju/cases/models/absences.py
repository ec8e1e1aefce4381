"""When an officer is not at the desk."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from anju.people.models import Staff


class Absence(models.Model):
    """An officer's days away, both ends included (休假、外出); nothing is given to him then.

    `ended_on` is the first day on which he is back before the last one; ended on its first
    day it has never been.
    """

    class Kind(models.TextChoices):
        LEAVE = "leave", "休假"
        ERRAND = "errand", "外出"
        TRAINING = "training", "培训"
        OTHER = "other", "其他"

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="absences")
    kind = models.CharField("类别", max_length=8, choices=Kind)
    first_on = models.DateField("从")
    last_on = models.DateField("到")
    why = models.CharField("事由", max_length=100, default="", db_default="", blank=True)
    entered_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    ended_on = models.DateField("提前结束", null=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="cases_absence_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by=None)
                | Q(
                    ended_by__isnull=False,
                    ended_on__gte=F("first_on"),
                    ended_on__lte=F("last_on"),
                ),
                name="cases_absence_ends_within",
            ),
        ]
        indexes = [models.Index(fields=["staff", "last_on"], name="cases_absences_of")]

    def covers(self, day: date) -> bool:
        """Whether he is away on this day."""
        ended = self.ended_on is not None and self.ended_on <= day
        return self.first_on <= day <= self.last_on and not ended

    def words(self, day: date) -> str:
        """How it stands on a day."""
        if self.ended_on is not None:
            return "已取消" if self.ended_on == self.first_on else "已提前结束"
        if day < self.first_on:
            return "未开始"
        return "进行中" if day <= self.last_on else "已结束"

    def open_on(self, day: date) -> bool:
        """Whether it still lies ahead or goes on, so that it can be ended."""
        return self.ended_on is None and day <= self.last_on
