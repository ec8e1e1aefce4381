"""Samples of what was approved by rule, and what the second look at them found."""

from django.db import models
from django.db.models import Q

from anju.cases.models.case import Case
from anju.people.models import Staff


class Draw(models.Model):
    """One day's sample (抽检): with its seed anybody draws the same cases again."""

    day = models.DateField("办结日", unique=True)
    seed = models.CharField("种子", max_length=32)
    share = models.DecimalField("抽检比例", max_digits=5, decimal_places=4)
    drawn_on = models.DateField("抽取日期")
    among = models.PositiveIntegerField("自动办结件数")


class SecondLook(models.Model):
    """An officer looks again at what was approved by rule (抽检复查)."""

    class Result(models.TextChoices):
        WAITING = "waiting", "待复查"
        CONFIRMED = "confirmed", "无异议"
        OBJECTED = "objected", "有异议"

    case = models.OneToOneField(Case, models.PROTECT, related_name="second_look")
    draw = models.ForeignKey(Draw, models.PROTECT, related_name="looks")
    given_to = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    result = models.CharField(
        "结果", max_length=10, choices=Result, default=Result.WAITING, db_default="waiting"
    )
    opinion = models.CharField("意见", max_length=200, default="", db_default="")
    looked_on = models.DateField("复查日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result="waiting", looked_on=None)
                | Q(looked_on__isnull=False, given_to__isnull=False),
                name="cases_a_look_and_its_result",
            )
        ]
