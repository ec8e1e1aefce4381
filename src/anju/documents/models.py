"""Receipts a center has given, and every printing of them; materials; lists as workbooks."""

from django.db import models
from django.db.models.functions import Now

from anju.documents.exports.models import Export
from anju.documents.facts import Facts, facts_of
from anju.documents.materials.models import (
    Material,
    MaterialFile,
    MaterialPage,
    MaterialUse,
)
from anju.documents.wording import Wording, wording_of

__all__ = [
    "Export",
    "Material",
    "MaterialFile",
    "MaterialPage",
    "MaterialUse",
    "Print",
    "Receipt",
]


class Receipt(models.Model):
    """A receipt (回单): what a deed did, as it was on the day it was booked; never changed."""

    class Kind(models.TextChoices):
        REMITTANCE = "remittance", "单位汇缴回单"
        PREPAYMENT = "prepayment", "预缴回单"
        BACK_PAYMENT = "back_payment", "单位补缴回单"
        REFUND = "refund", "单位退缴回单"
        CORRECTION = "correction", "错缴更正回单"
        OPENING = "opening", "单位下个人开户回单"
        SEALING = "sealing", "个人封存回单"
        UNSEALING = "unsealing", "个人启封回单"
        BASE_CHANGE = "base_change", "基数变更回单"
        TRANSFER = "transfer", "个人转移回单"
        REGISTRATION_CHANGE = "registration_change", "单位缴存登记信息变更回单"
        RATIO_CHANGE = "ratio_change", "单位比例变更回单"
        DEPOSIT_PROOF = "deposit_proof", "单位缴存情况证明"
        WITHDRAWAL = "withdrawal", "提取回单"
        CLAIM = "claim", "重复付款退还单"

    number = models.CharField("回单号", max_length=24, unique=True)
    kind = models.CharField("回单类型", max_length=24, choices=Kind)
    subject = models.CharField("所证业务", max_length=80, unique=True)
    owner = models.CharField("所属账号", max_length=32)
    issued_on = models.DateField("记账日期")
    total_fen = models.BigIntegerField("金额")
    payload = models.JSONField("所载事项")
    verify_code = models.CharField("验证码", max_length=20, unique=True)
    prints = models.PositiveIntegerField("打印次数", default=0)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["owner", "-issued_on", "-id"], name="documents_receipt_by_owner"
            )
        ]

    @property
    def kind_label(self) -> str:
        """The title that stands on the receipt."""
        return str(self.Kind(self.kind).label)

    @property
    def wording(self) -> Wording:
        """What the paper calls itself and its parts."""
        return wording_of(self.kind)

    @property
    def stated_fen(self) -> int | None:
        """The amount the receipt states, in fen; none where it states no sum."""
        return self.total_fen if self.facts.has_amount else None

    @property
    def facts(self) -> Facts:
        """What the receipt states."""
        return facts_of(self.kind, self.payload)


class Print(models.Model):
    """One printing of a receipt (打印记录): who, through which channel, when; append-only."""

    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="printings")
    print_no = models.PositiveIntegerField("第几次")
    printed_by = models.CharField("打印人", max_length=60)
    channel = models.CharField("渠道", max_length=40)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["receipt", "print_no"], name="documents_print_counted_once"
            )
        ]
