"""Refunds and corrections: which shares are taken back, how much of each, and where to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.contributions.models.back_payments import BackPayment
from anju.contributions.models.remittances import Remittance, Share
from anju.payments.models import Order
from anju.people.models import Employer


class Refund(models.Model):
    """Money taken back from members, into the employer's prepayment account and from there, if
    asked for, to the bank account it came from (退缴, 错缴更正); never anywhere else."""

    class Kind(models.TextChoices):
        REFUND = "refund", "退缴"
        CORRECTION = "correction", "错缴更正"

    class State(models.TextChoices):
        WAITING = "waiting", "待中心复核"
        POSTED = "posted", "已入账"
        REFUSED = "refused", "未通过"

    class Payout(models.TextChoices):
        NONE = "", "留在预缴户"
        PROCESSING = "processing", "退款处理中"
        PAID = "posted", "已退到原付款账户"
        FAILED = "failed", "银行未付成，已回到预缴户"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="refunds")
    kind = models.CharField("业务类型", max_length=10, choices=Kind)
    remittance = models.ForeignKey(
        Remittance, models.PROTECT, null=True, related_name="refunds"
    )
    back_payment = models.ForeignKey(
        BackPayment, models.PROTECT, null=True, related_name="refunds"
    )
    reason = models.CharField("原因", max_length=200)
    heads = models.PositiveIntegerField("人次")
    total_fen = models.BigIntegerField("退回金额")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    waits_because = models.CharField("复核原因", max_length=200, default="")
    to_bank = models.BooleanField("退到原付款账户", default=False)
    payout = models.CharField(max_length=10, choices=Payout, default=Payout.NONE)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    submitted_by = models.CharField(max_length=60)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(db_default=Now())
    decided_by = models.CharField("复核人", max_length=60, default="")
    decision = models.CharField("复核意见", max_length=200, default="")
    posted_on = models.DateField(null=True)
    # Whether its members have been told.
    told = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(remittance=None) ^ Q(back_payment=None),
                name="contributions_a_refund_has_one_deed",
            ),
            models.CheckConstraint(
                condition=Q(total_fen__gt=0), name="contributions_refund_positive"
            ),
        ]

    @property
    def deed(self) -> Remittance | BackPayment:
        """What is taken back, in whole or in part."""
        found = self.remittance or self.back_payment
        if found is None:
            raise LookupError(f"refund {self.number} has no deed")
        return found


class RefundedShare(models.Model):
    """One share of which something is taken back, both sides in fen, and by which entry it
    had been booked; what is refused is not live any more."""

    refund = models.ForeignKey(Refund, models.PROTECT, related_name="shares")
    share = models.ForeignKey(Share, models.PROTECT, related_name="refunds")
    entry_id = models.BigIntegerField("原凭证")
    employer_fen = models.BigIntegerField()
    own_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["share"],
                condition=Q(live=True),
                name="contributions_a_share_is_taken_back_once",
            ),
            models.CheckConstraint(
                condition=Q(employer_fen__gte=0, own_fen__gte=0),
                name="contributions_taken_back_not_negative",
            ),
        ]
