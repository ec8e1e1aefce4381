"""Withdrawals from the application to the money in the bank; amounts are fen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from anju.cases.models import Case
from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.payments.models import MemberCard, Order
from anju.people.models import FundAccount, Member
from anju.withdrawals.models.loans import LoanRecord


class Withdrawal(Sealed):
    """One withdrawal from its application to the money in the bank (提取)."""

    class State(models.TextChoices):
        QUEUED = "queued", "待开门受理"
        REVIEWING = "reviewing", "审核中"
        PAYING = "paying", "付款中"
        BOUNCED = "bounced", "退汇待处理"
        PAID = "paid", "已到账"
        REFUSED = "refused", "不予办理"
        WITHDRAWN = "withdrawn", "已撤回"
        GIVEN_BACK = "given_back", "已退回账户"

    # The money is held, on its way, or nowhere yet: nothing else may begin meanwhile.
    OPEN: ClassVar = (State.QUEUED, State.REVIEWING, State.PAYING, State.BOUNCED)
    # The one reason whose money goes to somebody else: an heir or a legatee.
    FOR_HEIRS: ClassVar = "death"
    # What counts against yearly limits and against the same home.
    COUNTS: ClassVar = (*OPEN, State.PAID)

    class Mode(models.TextChoices):
        PARTIAL = "partial", "部分提取"
        CLOSING = "closing", "销户提取"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    fingerprint = models.CharField(max_length=64)
    member = models.ForeignKey(Member, models.PROTECT, related_name="withdrawals")
    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="withdrawals")
    reason = models.CharField("提取原因", max_length=32)
    reason_title = models.CharField("提取原因", max_length=60)
    standard = models.CharField("提取原因代码", max_length=2)
    local = models.CharField("本地原因代码", max_length=4, default="")
    mode = models.CharField("提取方式", max_length=8, choices=Mode)
    # For a closing: the balance as it was applied for; what left is in the ledger's entry.
    amount_fen = models.BigIntegerField("提取金额")
    interest_fen = models.BigIntegerField("销户利息", default=0)
    said = SealedField("申请内容", purpose="case")
    # The home or contract it is for, so that it is used once.
    home = SealedField("所凭合同或文件编号", purpose="document", default="")
    home_index = IndexField(of="home", purpose="document", db_index=True)
    loan = models.ForeignKey(LoanRecord, models.PROTECT, null=True, related_name="withdrawals")
    # The heir who is paid (领款人); nobody where it is the member himself.
    payee = models.ForeignKey(
        Member, models.PROTECT, verbose_name="领款人", null=True, related_name="+"
    )
    card = models.ForeignKey(MemberCard, models.PROTECT, related_name="+")
    channel = models.CharField("渠道", max_length=8)
    state = models.CharField("状态", max_length=12, choices=State)
    case = models.OneToOneField(Case, models.PROTECT, null=True, related_name="withdrawal")
    order = models.OneToOneField(Order, models.PROTECT, null=True, related_name="+")
    # How often the bank was asked to pay: another card makes another order.
    attempt = models.PositiveSmallIntegerField("第几次付款", default=0)
    # A hold is never edited: a mended amount is held by another one.
    hold_round = models.PositiveSmallIntegerField(default=1)
    failure = models.CharField("银行说明", max_length=200, default="")
    state_before = models.CharField("销户前账户状态", max_length=2, default="")
    applied_on = models.DateField("申请日期")
    applied_at = models.DateTimeField("申请时间")
    starts_at = models.DateTimeField("受理时间", null=True)
    booked_on = models.DateField("记账日期", null=True)
    paid_on = models.DateField("到账日期", null=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["queued", "reviewing", "paying", "bounced"]),
                name="withdrawals_one_open",
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0, interest_fen__gte=0),
                name="withdrawals_amount_positive",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "withdrawn"]) | Q(case__isnull=False),
                name="withdrawals_goes_with_a_case",
            ),
            models.CheckConstraint(
                condition=Q(payee=None) | (Q(reason="death") & ~Q(payee=F("member"))),
                name="withdrawals_another_is_paid_only_after_death",
            ),
        ]
        indexes = [
            models.Index(fields=["member", "reason", "-id"], name="withdrawals_by_member"),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["queued", "reviewing", "paying", "bounced"]),
                name="withdrawals_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.reason_title}"

    @property
    def told(self) -> Mapping[str, str]:
        """What the member told, by the names of the reason's questions."""
        return dict(json.loads(self.said)["told"])

    @property
    def receiver(self) -> Member:
        """Whose card is paid: the heir's, or the member's own."""
        return self.payee or self.member

    @property
    def materials(self) -> list[str]:
        """The numbers of the materials it rests on."""
        return list(json.loads(self.said)["materials"])

    @property
    def hold_act(self) -> str:
        """Under which act the ledger holds its money."""
        return f"{self.number}/{self.hold_round}"

    @property
    def total_fen(self) -> int:
        """Principal and closing interest together, in fen."""
        return self.amount_fen + self.interest_fen

    @property
    def is_open(self) -> bool:
        """Whether its end is still ahead."""
        return self.state in self.OPEN
