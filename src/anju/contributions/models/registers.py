"""The change registers made of rosters or keyed."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.contributions.models.uploads import RosterUpload
from anju.people.models import Employer, FundAccount


class Register(models.Model):
    """A register (清册): who joins, leaves or changes, from one month on."""

    class Kind(models.TextChoices):
        CHANGES = "changes", "变更清册"
        BASES = "bases", "基数调整清册"
        OPENINGS = "openings", "个人账户设立"
        SEALS = "seals", "个人封存"
        UNSEALS = "unseals", "个人启封"
        TRANSFERS = "transfers", "个人转移"

    class State(models.TextChoices):
        DRAFT = "draft", "草稿"
        SUBMITTED = "submitted", "已提交"
        DROPPED = "dropped", "已作废"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="registers")
    kind = models.CharField(
        "清册种类", max_length=12, choices=Kind, default=Kind.CHANGES, db_default="changes"
    )
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
                fields=["employer", "kind"],
                condition=Q(state="draft"),
                name="contributions_one_draft_of_a_kind",
            )
        ]


class Line(Sealed):
    """One change in a register, with what is wrong with it, if anything."""

    class Kind(models.TextChoices):
        OPEN = "open", "新增开户"
        UNSEAL = "unseal", "启封"
        SEAL = "seal", "封存"
        BASE = "base", "基数调整"
        TRANSFER = "transfer", "转入"
        UNCLEAR = "unclear", "待核对"

    class Given(models.TextChoices):
        BASE = "base", "工资基数"
        MONTHLY = "monthly", "月缴存额"

    register = models.ForeignKey(Register, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=Kind)
    source_row = models.PositiveIntegerField("原表行号", null=True)
    upload = models.ForeignKey(RosterUpload, models.PROTECT, null=True, related_name="lines")
    account = models.ForeignKey(FundAccount, models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名", max_length=60)
    # As typed or read, so that it can be shown and corrected; whose it is is asked by index.
    identity_number = SealedField("证件号码", purpose="identity")
    identity_index = IndexField(of="identity_number", purpose="identity")
    mobile = SealedField("手机号码", purpose="mobile", default="")
    # What was typed decides; the other of base and monthly amount follows from it.
    given = models.CharField(max_length=8, choices=Given, default=Given.BASE, db_default="base")
    asked_fen = models.BigIntegerField("填写的月缴存额", null=True)
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
        indexes = [
            models.Index(fields=["register", "id"], name="contributions_line_order"),
            # Whoever edits a line is judged beside the lines about the same person alone.
            models.Index(
                fields=["register", "identity_index"], name="contributions_line_person"
            ),
        ]

    @property
    def effect_fen(self) -> int:
        """By how much this line changes what the employer pays a month, in fen."""
        return self.after_fen - self.before_fen


class RegisterEdit(models.Model):
    """What one edit of a draft did, so that a second agent sees what the first changed."""

    register = models.ForeignKey(Register, models.CASCADE, related_name="edits")
    version = models.PositiveIntegerField()
    by = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())
    words = models.CharField("改了什么", max_length=200)
    line = models.BigIntegerField("哪一行", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "version"], name="contributions_an_edit_a_version"
            )
        ]


class BaseChange(models.Model):
    """That an account used up its n-th base change of a fund year (每年只能调整一次)."""

    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="+", db_index=False)
    fund_year = models.PositiveSmallIntegerField("缴存年度")
    nth = models.PositiveSmallIntegerField("第几次")
    month = MonthField("生效月份")
    changed_on = models.DateField("办理日期")
    source = models.CharField("业务流水号", max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "fund_year", "nth"],
                name="contributions_base_changes_a_year",
            ),
            models.CheckConstraint(condition=Q(nth__gte=1), name="contributions_nth_counts"),
        ]
