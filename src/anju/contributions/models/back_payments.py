"""Back payments: for whom, for which months, how much."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.ground.calendar import Month
from anju.payments.models import Order
from anju.people.models import Employer, FundAccount


class BackPayment(models.Model):
    """Money for months that were missed or paid too low (补缴); a draft until submitted."""

    class Kind(models.TextChoices):
        """The codes of the payment kinds in use (DP021)."""

        FULL = "2", "正常全额补缴"
        DIFFERENCE = "3", "正常差额补缴"
        INDEFINITE = "4", "不定额补缴"

    class Method(models.TextChoices):
        REALTIME = "realtime", "实时结算"
        PREPAYMENT = "prepayment", "预缴户转出"

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        DROPPED = "dropped", "已作废"
        PROCESSING = "processing", "处理中"
        POSTED = "posted", "已入账"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True, null=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="back_payments")
    kind = models.CharField("补缴类型", max_length=1, choices=Kind)
    method = models.CharField("缴款方式", max_length=12, choices=Method, default="")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    # Counts up at every edit, so that what is submitted is what was seen.
    version = models.PositiveIntegerField(default=1)
    heads = models.PositiveIntegerField("人次", default=0)
    total_fen = models.BigIntegerField("补缴金额", default=0)
    paid_fen = models.BigIntegerField("实缴金额", default=0)
    from_prepayment_fen = models.BigIntegerField("预缴转出金额", default=0)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    failure = models.CharField(max_length=200, default="")
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField(db_default=Now())
    submitted_by = models.CharField(max_length=60, default="")
    submitted_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    # Whether its members have been told that their money has come.
    told = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(told=False, state="posted"),
                name="contributions_untold_back",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state="draft"),
                name="contributions_one_back_payment_draft",
            ),
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state="processing"),
                name="contributions_one_back_payment_in_progress",
            ),
        ]


class BackPaymentLine(models.Model):
    """One person in a back payment: from which month to which, and how much a month.

    `parts` is what each month comes to, [month code, base, employer's fen, own fen]. Of 不定额
    `employer_fen` and `own_fen` are what was keyed for every month, otherwise nothing.
    """

    back_payment = models.ForeignKey(BackPayment, models.CASCADE, related_name="lines")
    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="+")
    first_month = MonthField("开始年月")
    last_month = MonthField("截止年月")
    employer_fen = models.BigIntegerField("单位月补缴金额", default=0)
    own_fen = models.BigIntegerField("个人月补缴金额", default=0)
    total_fen = models.BigIntegerField("补缴金额", default=0)
    parts = models.JSONField(default=list)
    faults = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["back_payment", "account"],
                name="contributions_a_person_stands_once_in_a_back_payment",
            )
        ]

    @property
    def months(self) -> int:
        """How many months the line asks for."""
        first: Month = self.first_month
        last: Month = self.last_month
        return last - first + 1

    @property
    def monthly_fen(self) -> int | None:
        """What every month comes to (月补缴金额), in fen; None where months differ."""
        sums = {unit + own for _, _, unit, own in self.parts}
        return sums.pop() if len(sums) == 1 else None
