"""The business day (会计日) a center stands at."""

from django.db import models


class BusinessDay(models.Model):
    """The one row that says which day the center books on (会计日)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    day = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="clock_one_business_day")
        ]
