"""Remittances, month by month and member by member."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.contributions.models.back_payments import BackPayment
from anju.payments.models import Order
from anju.people.models import Employer, FundAccount


class Remittance(models.Model):
    """One employer's payment for one month or several (汇缴).

    It is in progress while it waits for money (转账汇款) or is being booked.
    """

    class Method(models.TextChoices):
        REALTIME = "realtime", "实时结算"
        PREPAYMENT = "prepayment", "预缴转出"
        TRANSFER = "transfer", "转账汇款"

    class State(models.TextChoices):
        WAITING = "waiting", "待到账"
        PROCESSING = "processing", "处理中"
        POSTED = "posted", "已入账"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="remittances")
    first_month = MonthField("开始年月")
    last_month = MonthField("终止年月")
    method = models.CharField("缴款方式", max_length=12, choices=Method)
    state = models.CharField(max_length=12, choices=State, default=State.PROCESSING)
    heads = models.PositiveIntegerField("人次", default=0)
    total_fen = models.BigIntegerField("应缴金额", default=0)
    paid_fen = models.BigIntegerField("实缴金额", default=0)
    from_prepayment_fen = models.BigIntegerField("预缴转出金额", default=0)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    # What the payer of a 转账汇款 writes into the bank's remark, and until when money may come.
    reference = models.CharField("汇款附言码", max_length=10, default="")
    expires_on = models.DateField("最迟到账日", null=True)
    failure = models.CharField(max_length=200, default="")
    submitted_by = models.CharField(max_length=60)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(db_default=Now())
    posted_on = models.DateField(null=True)
    # Whether its members have been told that their money has come.
    told = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state__in=["waiting", "processing"]),
                name="contributions_one_in_progress",
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="contributions_a_reference_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(told=False, state="posted"),
                name="contributions_untold",
            )
        ]


class RemittedMonth(models.Model):
    """One month of a remittance: its roll in figures, which must add up (汇缴清册)."""

    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="months")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    month = MonthField("汇缴年月")
    heads = models.PositiveIntegerField("本月人数")
    total_fen = models.BigIntegerField("本月金额")
    heads_before = models.PositiveIntegerField("上月人数")
    total_before_fen = models.BigIntegerField("上月金额")
    joined = models.PositiveIntegerField("增加人数")
    joined_fen = models.BigIntegerField("增加金额")
    left = models.PositiveIntegerField("减少人数")
    left_fen = models.BigIntegerField("减少金额")
    changed_fen = models.BigIntegerField("调整金额")
    live = models.BooleanField(default=True)
    # The whole month went back (退缴), so that it can be remitted again.
    taken_back = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "month"],
                condition=Q(live=True),
                name="contributions_a_month_is_remitted_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    heads=models.F("heads_before") + models.F("joined") - models.F("left")
                ),
                name="contributions_heads_add_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    total_fen=models.F("total_before_fen")
                    + models.F("joined_fen")
                    - models.F("left_fen")
                    + models.F("changed_fen")
                ),
                name="contributions_amounts_add_up",
            ),
        ]


class Share(models.Model):
    """One member's part in one month (汇缴明细, 补缴明细), both sides in fen.

    It belongs to a remittance or to a back payment. A month is paid whole once; what was too
    little may be made up by a difference, and once more by what is agreed (不定额).
    """

    class Part(models.TextChoices):
        WHOLE = "whole", "全额"
        DIFFERENCE = "difference", "差额"
        INDEFINITE = "indefinite", "不定额"

    remittance = models.ForeignKey(
        Remittance, models.PROTECT, null=True, db_index=False, related_name="shares"
    )
    back_payment = models.ForeignKey(
        BackPayment, models.PROTECT, null=True, db_index=False, related_name="shares"
    )
    part = models.CharField(
        max_length=10, choices=Part, default=Part.WHOLE, db_default=Part.WHOLE
    )
    account = models.ForeignKey(
        FundAccount, models.PROTECT, db_constraint=False, db_index=False, related_name="shares"
    )
    month = MonthField("汇缴年月")
    base_fen = models.BigIntegerField()
    employer_fen = models.BigIntegerField()
    own_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month", "part"],
                condition=Q(live=True),
                name="contributions_one_live_share_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(remittance=None) ^ Q(back_payment=None),
                name="contributions_a_share_has_one_deed",
            ),
        ]
        # A month's roll in the order of its accounts, as it is booked chunk by chunk.
        indexes = [
            models.Index(
                fields=["remittance", "month", "account"], name="contributions_share_roll"
            ),
            models.Index(
                fields=["back_payment", "month", "account"],
                condition=Q(back_payment__isnull=False),
                name="contributions_share_back_roll",
            ),
        ]
