"""Money that came by itself (暂收): where each arrival stands, and what is asked about it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from anju.contributions.models.prepayments import Prepayment
from anju.contributions.models.remittances import Remittance
from anju.payments.models import Arrival, Order
from anju.people.models import Employer, Staff

SURE = 100


class Suspense(models.Model):
    """One arrival and what became of it: open until it is allotted or given back, whole.

    `confidence` says how sure the match is, in percent; below 100 a person must confirm it.
    """

    class State(models.TextChoices):
        OPEN = "open", "待分摊"
        ALLOTTED = "allotted", "已分摊"
        RETURNED = "returned", "已退回"
        CHEQUE = "cheque", "支票已入账"
        # What a member owed for a payment made twice, and sent back.
        RECOVERED = "recovered", "已抵追偿"

    class Found(models.TextChoices):
        NOBODY = "", "未识别"
        REMARK = "remark", "备注"
        DIGEST = "digest", "摘要"
        NAME = "name", "户名"
        PERSON = "person", "人工"

    number = models.CharField("暂收流水号", max_length=24, unique=True)
    arrival = models.OneToOneField(Arrival, models.PROTECT, related_name="suspense")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="arrivals")
    remittance = models.ForeignKey(
        Remittance, models.PROTECT, null=True, related_name="arrivals"
    )
    prepayment = models.ForeignKey(
        Prepayment, models.PROTECT, null=True, related_name="arrivals"
    )
    found_by = models.CharField("匹配依据", max_length=8, choices=Found, default="", blank=True)
    confidence = models.PositiveSmallIntegerField(default=0)
    why_open = models.CharField("为什么还在暂收", max_length=200, default="")
    booked_on = models.DateField("暂收日")
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None)
                | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="contributions_suspense_settled_or_open",
            ),
            models.CheckConstraint(
                condition=Q(confidence__lte=SURE), name="contributions_suspense_confidence"
            ),
        ]
        indexes = [
            models.Index(
                fields=["booked_on"],
                condition=Q(state="open"),
                name="contributions_suspense_open",
            )
        ]

    @property
    def sure(self) -> bool:
        """Whether nobody need confirm whose money it is."""
        return bool(self.confidence == SURE)


class SuspenseDeed(models.Model):
    """What somebody asks to be done with an arrival; another person decides (four eyes)."""

    class Kind(models.TextChoices):
        ASSIGN = "assign", "认领到单位"
        RETURN = "return", "原路退回"

    class State(models.TextChoices):
        ASKED = "asked", "待复核"
        PROCESSING = "processing", "银行处理中"
        DONE = "posted", "已办结"
        REFUSED = "refused", "已退回"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    suspense = models.ForeignKey(Suspense, models.PROTECT, related_name="deeds")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("原因", max_length=200)
    # Asked by somebody of the staff, or by an agent of the employer whose money it is.
    asked_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    asked_for = models.CharField("提出人", max_length=60)
    asked_on = models.DateField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    opinion = models.CharField("复核意见", max_length=200, default="")
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    failure = models.CharField(max_length=200, default="")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suspense"],
                condition=Q(state__in=["asked", "processing"]),
                name="contributions_one_open_deed",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=F("decided_by")),
                name="contributions_suspense_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(kind="assign") | Q(employer__isnull=False),
                name="contributions_assign_names_employer",
            ),
        ]
