"""Loans that repayment withdrawals rest on, and what was repaid; amounts are fen."""

from __future__ import annotations

from django.db import models

from anju.people.models import Member


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
    contract_number = models.CharField("合同号", max_length=40)
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
                fields=["kind", "contract_number"], name="withdrawals_loan_once"
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
