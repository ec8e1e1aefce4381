"""Members, and the fund accounts that tie them to their employers."""

from django.db import models
from django.db.models import Q

from anju.centers.fields import MonthField
from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.ledger.models import Account
from anju.people.models.employers import Employer


class Member(Sealed):
    """A person who contributes (缴存职工); may hold several accounts, one of them active."""

    name = models.CharField("姓名", max_length=50)
    name_pinyin = models.CharField("姓名拼音", max_length=120, default="")
    identity_type = models.CharField("证件类型", max_length=2, default="01")
    identity_number = SealedField("证件号码", purpose="identity")
    identity_index = IndexField(of="identity_number", purpose="identity")
    sex = models.CharField("性别", max_length=1)
    born_on = models.DateField("出生日期")
    mobile = SealedField("手机号码", purpose="mobile", default="")
    mobile_index = IndexField(of="mobile", purpose="mobile")
    # When he last proved that the number is his; a number nobody has used proves nothing.
    mobile_proven_at = models.DateTimeField("手机验证时间", null=True)
    sms_notices = models.BooleanField("接收业务短信", default=True, db_default=True)
    day_limit_fen = models.BigIntegerField("网上每日提取限额", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity_index", "identity_type"], name="people_member_once"
            )
        ]
        indexes = [models.Index(fields=["mobile_index"], name="people_member_mobile")]

    def __str__(self) -> str:
        return self.name


class FundAccount(models.Model):
    """One member's fund account with one employer (个人账户); its key is its ledger account's.

    The paid-through month is not here: it is read from the months that were really paid.
    """

    class State(models.TextChoices):
        NORMAL = "01", "正常"
        SEALED = "02", "封存"
        MERGED = "03", "合并销户"
        TRANSFERRED_OUT = "04", "外部转出销户"
        WITHDRAWN = "05", "提取销户"
        FROZEN = "06", "冻结"

    ledger = models.OneToOneField(Account, models.PROTECT, primary_key=True)
    number = models.CharField("个人账号", max_length=20, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="accounts")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="accounts")
    state = models.CharField("个人账户状态", max_length=2, choices=State, default=State.NORMAL)
    base_fen = models.BigIntegerField("缴存基数")
    employer_rate = models.DecimalField("单位缴存比例", max_digits=5, decimal_places=4)
    own_rate = models.DecimalField("个人缴存比例", max_digits=5, decimal_places=4)
    employer_fen = models.BigIntegerField("单位月缴存额")
    own_fen = models.BigIntegerField("个人月缴存额")
    first_month = MonthField("起缴月份")
    opened_on = models.DateField("开户日期")
    sealed_on = models.DateField("封存日期", null=True)
    closed_on = models.DateField("销户日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=["01", "06"]),
                name="people_one_active_account",
            ),
            models.CheckConstraint(
                condition=Q(employer_fen__gte=0, own_fen__gte=0, base_fen__gte=0),
                name="people_amounts_not_negative",
            ),
        ]

    @property
    def monthly_fen(self) -> int:
        """Both sides together, in fen a month (月缴存额)."""
        return self.employer_fen + self.own_fen


class AccountEvent(models.Model):
    """Something that happened to an account: opened, sealed, unsealed, moved, re-based."""

    class Kind(models.TextChoices):
        OPENED = "03", "开户"
        UNSEALED = "04", "启封"
        SEALED = "05", "封存"
        TRANSFERRED = "06", "内部转移"
        BASE_CHANGED = "10", "基数调整"
        CLOSED = "12", "提取销户"
        FROZEN = "14", "冻结"
        UNFROZEN = "15", "解冻"
        REOPENED = "76", "退汇恢复"
        RATIO_CHANGED = "75", "比例调整"

    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=2, choices=Kind)
    month = MonthField("生效月份")
    happened_on = models.DateField()
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    # From which employer an account was moved; nobody where it stayed.
    former = models.ForeignKey(
        Employer, models.PROTECT, verbose_name="转出单位", null=True, related_name="+"
    )
    base_fen = models.BigIntegerField()
    monthly_fen = models.BigIntegerField()
    monthly_before_fen = models.BigIntegerField()
    actor = models.CharField(max_length=60)
    source = models.CharField("业务流水", max_length=40)
    # Whether the member has been told; a job looks for those that wait.
    told = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(fields=["employer", "happened_on"], name="people_event_by_employer"),
            models.Index(fields=["id"], condition=Q(told=False), name="people_event_untold"),
        ]
