"""Roster files, and the change registers made of them or keyed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.centers.sealed import SealedField
from anju.people.models import Employer, FundAccount


class RosterUpload(models.Model):
    """A roster file an agent handed in (一表通), and how far we have read it."""

    class State(models.TextChoices):
        WAITING = "waiting", "等待读取"
        READING = "reading", "正在读取"
        COMPARED = "compared", "已比对"
        UNREADABLE = "unreadable", "无法读取"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="uploads")
    filename = models.CharField("文件名", max_length=200)
    digest = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    rows_done = models.PositiveIntegerField(default=0)
    rows_all = models.PositiveIntegerField(default=0)
    sheet = models.CharField("工作表", max_length=100, default="")
    doubts = models.JSONField("请核对", default=list)
    refusal = models.CharField(max_length=300, default="")
    uploaded_by = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField(db_default=Now())


class Register(models.Model):
    """A change register (变更清册): who joins, leaves or changes, from one month on."""

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "已提交"
        DROPPED = "dropped", "已作废"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="registers")
    month = MonthField("生效月份")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    upload = models.OneToOneField(RosterUpload, models.PROTECT, null=True)
    unchanged = models.PositiveIntegerField("无变化人数", default=0)
    # Counts up at every edit, so that two agents cannot overwrite each other unseen.
    version = models.PositiveIntegerField(default=1)
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField(db_default=Now())
    edited_by = models.CharField(max_length=60, default="")
    edited_at = models.DateTimeField(db_default=Now())
    submitted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state="draft"),
                name="contributions_one_draft",
            )
        ]


class Line(models.Model):
    """One change in a register, with what is wrong with it, if anything."""

    class Kind(models.TextChoices):
        OPEN = "open", "新增开户"
        UNSEAL = "unseal", "启封"
        SEAL = "seal", "封存"
        BASE = "base", "基数调整"
        TRANSFER = "transfer", "转入"
        UNCLEAR = "unclear", "待核对"

    register = models.ForeignKey(Register, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind)
    source_row = models.PositiveIntegerField("原表行号", null=True)
    account = models.ForeignKey(FundAccount, models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名", max_length=60)
    # As typed or read, so that it can be shown and corrected; whose it is is asked by index.
    identity_number = SealedField("证件号码", purpose="identity")
    mobile = SealedField("手机号码", purpose="mobile", default="")
    base_fen = models.BigIntegerField(null=True)
    employer_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    own_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True)
    employer_fen = models.BigIntegerField(default=0)
    own_fen = models.BigIntegerField(default=0)
    before_fen = models.BigIntegerField("变更前月缴存额", default=0)
    after_fen = models.BigIntegerField("变更后月缴存额", default=0)
    why = models.CharField("识别依据", max_length=200, default="")
    faults = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["register", "id"], name="contributions_line_order")]

    @property
    def effect_fen(self) -> int:
        """By how much this line changes what the employer pays a month, in fen."""
        return self.after_fen - self.before_fen
