"""What the bank tells of whole days, and money that came by itself."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.payments.models.orders import Order


class DayStatement(models.Model):
    """A bank's statement of one account for one day (银行对账单)."""

    account = models.CharField(max_length=32)
    day = models.DateField()
    opening_fen = models.BigIntegerField()
    closing_fen = models.BigIntegerField()
    lines = models.PositiveIntegerField()
    matched = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField("我方有银行无", default=0)
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "day"], name="payments_statement_once")
        ]


class AwaitedStatement(models.Model):
    """A finished day of ours whose statement is not in yet, and what the bank last said."""

    class Why(models.TextChoices):
        NOT_OVER = "not_over", "银行尚未日终"
        SILENT = "silent", "银行没有答复"
        CROOKED = "crooked", "对账单有误"

    account = models.CharField(max_length=32)
    day = models.DateField()
    why = models.CharField(max_length=10, choices=Why)
    words = models.CharField("说明", max_length=200)
    asked_at = models.DateTimeField("最近询问")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "day"], name="payments_awaited_once")
        ]


class StatementLine(models.Model):
    """One line of a bank's statement; without an order it is money that came by itself."""

    statement = models.ForeignKey(DayStatement, models.PROTECT, related_name="entries")
    line_no = models.PositiveIntegerField()
    bank_serial = models.CharField(max_length=40, unique=True)
    serial = models.CharField(max_length=24, default="")
    direction = models.CharField(max_length=3)
    amount_fen = models.BigIntegerField()
    other_account = models.CharField(max_length=32, default="")
    other_name = models.CharField(max_length=255, default="")
    remark = models.CharField(max_length=120, default="")
    digest = models.CharField("摘要", max_length=60, default="")
    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="statement_lines")


class Arrival(models.Model):
    """Money that came into an account of ours and belongs to no order (来款); added, never
    changed: what becomes of it is told elsewhere."""

    class Source(models.TextChoices):
        NOTICE = "notice", "到账通知"
        STATEMENT = "statement", "对账单"

    account = models.CharField("收款账号", max_length=32)
    day = models.DateField("银行记账日")
    bank_serial = models.CharField("银行流水号", max_length=40)
    amount_fen = models.BigIntegerField("金额")
    payer_account = models.CharField("付款账号", max_length=32, default="")
    payer_name = models.CharField("付款户名", max_length=255, default="")
    digest = models.CharField("摘要", max_length=60, default="")
    remark = models.CharField("备注", max_length=120, default="")
    source = models.CharField(max_length=10, choices=Source)
    # Which payment of ours comes back with it (退汇); whoever had it paid takes it up, once.
    returns = models.OneToOneField(
        Order, models.PROTECT, null=True, related_name="returned_by", verbose_name="退汇的指令"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "day", "bank_serial"], name="payments_arrival_once"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="payments_arrival_positive"
            ),
        ]
