"""What the desk knows of its people and of its own pace."""

from django.db import models

from anju.people.models import Staff


class Skill(models.Model):
    """A business somebody is given cases of (办理专长); who has none named is given all."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="case_skills")
    kind = models.CharField("业务", max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "kind"], name="cases_a_skill_once")
        ]


class Pace(models.Model):
    """How many working days a stage took in this center's last 90 days (办理节奏)."""

    class Stage(models.TextChoices):
        ACCEPTING = "accepting", "受理"
        REVIEWING = "reviewing", "复核"

    kind = models.CharField("业务", max_length=24)
    stage = models.CharField("环节", max_length=10, choices=Stage)
    measured_on = models.DateField("测算日期")
    median_days = models.PositiveSmallIntegerField("一半在几个工作日内")
    most_days = models.PositiveSmallIntegerField("九成在几个工作日内")
    cases = models.PositiveIntegerField("件数")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "stage"], name="cases_one_pace_a_stage")
        ]
