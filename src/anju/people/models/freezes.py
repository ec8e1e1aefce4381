"""What a court keeps in place on a fund account; amounts are fen."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from anju.people.models.members import FundAccount
from anju.people.models.staff import Staff


class Freeze(models.Model):
    """A court's order that money stays where it is (司法冻结), and its end (解冻).

    One of the staff writes the paper down, another decides; so again when it ends.
    """

    class Extent(models.TextChoices):
        WHOLE = "whole", "整户冻结"
        PART = "part", "限额冻结"

    class State(models.TextChoices):
        WAITING = "waiting", "冻结待复核"
        REFUSED = "refused", "未冻结（已退回）"
        FROZEN = "frozen", "冻结中"
        ENDING = "ending", "解冻待复核"
        ENDED = "ended", "已解冻"

    WAITS: ClassVar = (State.WAITING, State.ENDING)
    BINDS: ClassVar = (State.FROZEN, State.ENDING)

    number = models.CharField("业务流水号", max_length=20, unique=True)
    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="freezes")
    extent = models.CharField("冻结范围", max_length=5, choices=Extent)
    # For a whole freeze: what was free on the day and is held since; 0 until then.
    amount_fen = models.BigIntegerField("冻结金额")
    court = models.CharField("冻结机关", max_length=60)
    paper = models.CharField("法律文书号", max_length=60)
    until_on = models.DateField("冻结到期日")
    state = models.CharField("状态", max_length=8, choices=State, default=State.WAITING)
    # What the account was before it became 冻结; empty where its state was left alone.
    state_before = models.CharField(max_length=2, default="")
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    opinion = models.CharField("意见", max_length=200, default="")
    frozen_on = models.DateField("冻结日期", null=True)
    end_paper = models.CharField("解冻文书号", max_length=60, default="")
    end_asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    end_decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    end_opinion = models.CharField("解冻意见", max_length=200, default="")
    ended_on = models.DateField("解冻日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="people_freeze_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(end_asked_by=F("end_decided_by")),
                name="people_unfreeze_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, extent="part")
                | Q(amount_fen__gte=0, extent="whole"),
                name="people_freeze_amount",
            ),
            models.UniqueConstraint(
                fields=["account", "paper"],
                condition=~Q(state__in=["refused", "ended"]),
                name="people_freeze_paper_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.paper}"

    @property
    def hold_act(self) -> str:
        """Under which act the ledger holds its money."""
        return f"{self.number}/freeze"
