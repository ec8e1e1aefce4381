"""What officers ask to be done after the bank has spoken; amounts are fen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from anju.people.models import Staff
from anju.withdrawals.models.withdrawals import Withdrawal


class BounceDeed(models.Model):
    """What an officer asks to be done with money the bank sent back; another one decides."""

    class Kind(models.TextChoices):
        PAY_AGAIN = "pay_again", "换卡重付"
        GIVE_BACK = "give_back", "退回账户"

    class State(models.TextChoices):
        ASKED = "asked", "待复核"
        DONE = "done", "已办理"
        REFUSED = "refused", "已退回"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, related_name="bounce_deeds")
    kind = models.CharField("处理方式", max_length=10, choices=Kind)
    reason = models.CharField("说明", max_length=200)
    state = models.CharField("状态", max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    opinion = models.CharField("意见", max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="withdrawals_bounce_four_eyes"
            ),
            models.UniqueConstraint(
                fields=["withdrawal"],
                condition=Q(state="asked"),
                name="withdrawals_one_bounce_deed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
