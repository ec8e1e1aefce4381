"""Money paid ahead."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.payments.models import Order
from anju.people.models import Employer


class Prepayment(models.Model):
    """Money an employer pays ahead into its prepayment account (预缴)."""

    class Way(models.TextChoices):
        REALTIME = "realtime", "实时结算"
        CHEQUE = "cheque", "财政支票"
        ARRIVAL = "arrival", "转账到账"

    class State(models.TextChoices):
        PROCESSING = "processing", "处理中"
        POSTED = "posted", "已入账"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="prepayments")
    way = models.CharField("缴款方式", max_length=10, choices=Way, default=Way.REALTIME)
    cheque_number = models.CharField("支票号", max_length=20, default="")
    amount_fen = models.BigIntegerField("金额")
    note = models.CharField("备注", max_length=100, default="")
    state = models.CharField(max_length=12, choices=State, default=State.PROCESSING)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    failure = models.CharField(max_length=200, default="")
    submitted_by = models.CharField(max_length=60)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(db_default=Now())
    posted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="contributions_prepayment_positive"
            ),
            models.UniqueConstraint(
                fields=["employer", "cheque_number"],
                condition=~Q(cheque_number=""),
                name="contributions_a_cheque_once",
            ),
        ]
