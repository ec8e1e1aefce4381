"""Signed accounts, orders to the bank, and every answer to them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.payments.models.cards import MemberCard
from anju.people.models import Employer


class SignedAccount(models.Model):
    """The bank account from which the center may collect (单位缴存银行账户签约)."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="signed_accounts")
    bank = models.CharField("开户银行", max_length=60)
    account = models.CharField("银行账号", max_length=32)
    holder = models.CharField("户名", max_length=255)
    signed_on = models.DateField("签约日期")
    signed_by = models.CharField("签约柜员", max_length=60)
    ended_on = models.DateField("解约日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(ended_on=None),
                name="payments_one_signed_account",
            )
        ]


class Order(models.Model):
    """An instruction to the bank (银行结算指令); a row before anything is sent."""

    class Kind(models.TextChoices):
        COLLECT = "collect", "代收"
        PAY = "pay", "代付"

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        SENDING = "sending", "发送中"
        ACCEPTED = "accepted", "银行处理中"
        SUCCEEDED = "succeeded", "成功"
        REJECTED = "rejected", "失败"

    serial = models.CharField("指令流水号", max_length=24, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    purpose = models.CharField("用途", max_length=24)
    subject = models.CharField("业务流水号", max_length=24)
    payer_account = models.CharField(max_length=32)
    payer_name = models.CharField(max_length=255)
    payee_account = models.CharField(max_length=32)
    # Paid to a member's card: the account above is its mask, the number stays sealed with it.
    card = models.ForeignKey(MemberCard, models.PROTECT, null=True, related_name="orders")
    payee_name = models.CharField(max_length=255)
    amount_fen = models.BigIntegerField()
    remark = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # A contradiction stops an order here until a person has looked; the state stays as it was.
    frozen_because = models.CharField("冻结原因", max_length=200, default="")
    reason = models.CharField("银行说明", max_length=200, default="")
    bank_serial = models.CharField("银行流水号", max_length=40, default="")
    value_on = models.DateField("银行记账日", null=True)
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField("下次查询", null=True)
    looks = models.PositiveIntegerField("查询次数", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "subject"], name="payments_one_order_per_deed"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="payments_amount_positive"
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_at"],
                condition=Q(state__in=["waiting", "sending", "accepted"]),
                name="payments_order_open",
            )
        ]


class BankMessage(models.Model):
    """Whatever the bank said about an order, in its own words; added, never changed."""

    class Source(models.TextChoices):
        SEND = "send", "发送应答"
        CALLBACK = "callback", "回调"
        QUERY = "query", "查询"
        STATEMENT = "statement", "对账单"

    class Verdict(models.TextChoices):
        TAKEN = "taken", "采纳"
        REPEATED = "repeated", "重复"
        CONTRADICTS = "contradicts", "矛盾"
        UNKNOWN = "unknown", "无此指令"

    order = models.ForeignKey(Order, models.PROTECT, null=True, related_name="messages")
    serial = models.CharField(max_length=24)
    source = models.CharField(max_length=10, choices=Source)
    state = models.CharField(max_length=10)
    amount_fen = models.BigIntegerField()
    bank_serial = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, default="")
    value_on = models.DateField(null=True)
    verdict = models.CharField(max_length=12, choices=Verdict)
    received_at = models.DateTimeField(db_default=Now())
