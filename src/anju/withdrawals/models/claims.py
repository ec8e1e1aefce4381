"""What was paid twice and is owed back, and how it comes back; amounts are fen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from anju.contributions.models import Suspense
from anju.payments.models import Order, StatementLine
from anju.people.models import Staff
from anju.withdrawals.models.withdrawals import Withdrawal


class Claim(models.Model):
    """Money the bank paid beside the payment that was meant: it is owed back (重复付款追偿).

    It stands in the ledger's receivables and never as a member's balance below zero.
    """

    number = models.CharField("追偿编号", max_length=24, unique=True)
    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, related_name="claims")
    order = models.OneToOneField(Order, models.PROTECT, related_name="claim")
    # The evidence: the statement's line of this payment, and of the one that was meant.
    line = models.OneToOneField(StatementLine, models.PROTECT, related_name="+")
    other_line = models.ForeignKey(StatementLine, models.PROTECT, null=True, related_name="+")
    amount_fen = models.BigIntegerField("重复付款金额")
    open_fen = models.BigIntegerField("未追回金额")
    opened_on = models.DateField("认定日期")
    cleared_on = models.DateField("追回日期", null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, open_fen__gte=0, open_fen__lte=F("amount_fen")),
                name="withdrawals_claim_within_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(open_fen=0, cleared_on__isnull=False)
                | Q(open_fen__gt=0, cleared_on=None),
                name="withdrawals_claim_cleared_or_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.amount_fen}"


class ClaimDeed(models.Model):
    """What an officer asks about a payment made twice; another one decides."""

    class Kind(models.TextChoices):
        CLAIM = "claim", "认定重复付款"
        ARRIVAL = "arrival", "来款抵追偿"
        ACCOUNT = "account", "从账户抵追偿"

    class State(models.TextChoices):
        ASKED = "asked", "待复核"
        DONE = "done", "已办理"
        REFUSED = "refused", "已退回"

    RECOVERIES: ClassVar = (Kind.ARRIVAL, Kind.ACCOUNT)

    number = models.CharField("业务流水号", max_length=24, unique=True)
    kind = models.CharField("办理事项", max_length=8, choices=Kind)
    order = models.ForeignKey(Order, models.PROTECT, related_name="claim_deeds")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="deeds")
    suspense = models.ForeignKey(
        Suspense, models.PROTECT, null=True, related_name="recoveries", verbose_name="来款"
    )
    amount_fen = models.BigIntegerField("金额")
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
                condition=~Q(asked_by=F("decided_by")), name="withdrawals_claim_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="withdrawals_claim_deed_positive"
            ),
            models.CheckConstraint(
                condition=Q(kind="arrival", suspense__isnull=False)
                | (~Q(kind="arrival") & Q(suspense=None)),
                name="withdrawals_claim_deed_names_its_arrival",
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state="asked"),
                name="withdrawals_one_claim_deed",
            ),
            models.UniqueConstraint(
                fields=["suspense"],
                condition=Q(state="done"),
                name="withdrawals_arrival_recovers_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
