"""Loans that repayment withdrawals rest on, and what was repaid; amounts are fen."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from anju.people.models import Member, Staff


class LoanRecord(models.Model):
    """A housing loan that repayment withdrawals refer to by its material number (提取材料号).

    It is written at the counter or from the loan bank's list; a member only picks it. The
    sums repaid are principal and interest together.
    """

    class Kind(models.TextChoices):
        COMMERCIAL = "commercial", "商业住房贷款"
        FUND = "fund", "公积金贷款"

    class State(models.TextChoices):
        NORMAL = "normal", "正常还款"
        OVERDUE = "overdue", "逾期"
        SETTLED = "settled", "已结清"

    number = models.CharField("材料号", max_length=24, unique=True)
    kind = models.CharField("贷款种类", max_length=10, choices=Kind)
    borrower = models.ForeignKey(Member, models.PROTECT, related_name="loan_records")
    # As it was written, and the one form by which it is compared.
    contract_number = models.CharField("合同号", max_length=40)
    contract_plain = models.CharField(max_length=80)
    bank = models.CharField("贷款银行", max_length=60)
    address = models.CharField("房屋坐落", max_length=120, default="")
    price_fen = models.BigIntegerField("房屋总价")
    amount_fen = models.BigIntegerField("贷款金额")
    months = models.PositiveSmallIntegerField("贷款期数")
    lent_on = models.DateField("放款日期")
    state = models.CharField("贷款状态", max_length=10, choices=State, default=State.NORMAL)
    recorded_by = models.CharField("登记人", max_length=60)
    recorded_on = models.DateField("登记日期")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "contract_plain"], name="withdrawals_loan_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.contract_number}"


class LoanRepayment(models.Model):
    """One repayment of a loan on record: principal and interest in fen."""

    loan = models.ForeignKey(LoanRecord, models.PROTECT, related_name="repayments")
    paid_on = models.DateField("还款日期")
    principal_fen = models.BigIntegerField("本金")
    interest_fen = models.BigIntegerField("利息")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["loan", "paid_on"], name="withdrawals_repaid_once_a_day"
            )
        ]


class LoanDeed(models.Model):
    """What an officer asks to be written down of loans; another one decides (贷款登记复核).

    Until then nothing of it counts: a loan has no number, a repayment is not repaid.
    """

    class Kind(models.TextChoices):
        NEW = "new", "登记贷款材料"
        REPAYMENTS = "repayments", "登记还款"
        STATE = "state", "更新贷款状态"

    class State(models.TextChoices):
        ASKED = "asked", "待复核"
        DONE = "done", "已登记"
        REFUSED = "refused", "已退回"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    kind = models.CharField("登记事项", max_length=12, choices=Kind)
    borrower = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="+", verbose_name="主贷人"
    )
    # Nothing for a new loan that waits, and for a list that names several.
    loan = models.ForeignKey(LoanRecord, models.PROTECT, null=True, related_name="deeds")
    said = models.JSONField("登记内容", default=dict)
    state = models.CharField("状态", max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    opinion = models.CharField("意见", max_length=200, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")), name="withdrawals_loan_four_eyes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"


class LoanDeedRow(models.Model):
    """One repayment that waits to be written down; principal and interest in fen."""

    deed = models.ForeignKey(LoanDeed, models.CASCADE, related_name="rows")
    loan = models.ForeignKey(LoanRecord, models.PROTECT, related_name="+")
    paid_on = models.DateField("还款日期")
    principal_fen = models.BigIntegerField("本金")
    interest_fen = models.BigIntegerField("利息")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deed", "loan", "paid_on"], name="withdrawals_asked_once_a_day"
            )
        ]
