"""Employers, and the persons who act for them."""

from django.db import models
from django.db.models import Q

from anju.centers.fields import MonthField
from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.ledger.models import Account


class Employer(models.Model):
    """An employer that pays in for its staff (缴存单位).

    The fields after `address` are those of table 4.0.2 of JGJ/T 320 which the employer itself
    keeps up to date; an empty one was never told.
    """

    class State(models.TextChoices):
        NORMAL = "01", "正常"
        OPENED = "02", "开户"
        DEFERRED = "03", "缓缴"
        CLOSED = "04", "销户"
        SEALED = "05", "封存"

    number = models.CharField("单位账号", max_length=20, unique=True)
    name = models.CharField("单位名称", max_length=255)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    branch = models.CharField("管理部", max_length=40)
    address = models.CharField("单位地址", max_length=255, default="")
    postcode = models.CharField("邮政编码", max_length=6, default="", db_default="")
    phone = models.CharField("单位电话", max_length=20, default="", db_default="")
    email = models.CharField("电子信箱", max_length=120, default="", db_default="")
    industry = models.CharField("所属行业", max_length=4, default="", db_default="")
    economic_type = models.CharField("经济类型", max_length=3, default="", db_default="")
    founded_on = models.DateField("设立日期", null=True)
    legal_name = models.CharField("法定代表人", max_length=50, default="", db_default="")
    legal_identity = SealedField("法定代表人证件号码", purpose="identity", null=True)
    payday = models.PositiveSmallIntegerField("发薪日")
    employer_rate = models.DecimalField("单位缴存比例", max_digits=5, decimal_places=4)
    own_rate = models.DecimalField("个人缴存比例", max_digits=5, decimal_places=4)
    state = models.CharField("单位账户状态", max_length=2, choices=State, default=State.NORMAL)
    opened_on = models.DateField("开户日期")
    first_month = MonthField("首次汇缴月份")
    paid_through = MonthField("缴至年月", null=True)
    closed_on = models.DateField("销户日期", null=True)
    closed_because = models.CharField("销户原因", max_length=2, default="", db_default="")
    prepayment = models.OneToOneField(Account, models.PROTECT, verbose_name="预缴户")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(payday__gte=1, payday__lte=31), name="people_payday_is_a_day"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Agent(Sealed):
    """A natural person who acts for one employer or several (单位经办人, 专管员)."""

    name = models.CharField("姓名", max_length=50)
    identity_number = SealedField("证件号码", purpose="identity")
    identity_index = IndexField(of="identity_number", purpose="identity", unique=True)
    mobile = SealedField("手机号码", purpose="mobile", default="")
    mobile_index = IndexField(of="mobile", purpose="mobile", db_index=True)
    mobile_proven_at = models.DateTimeField("手机验证时间", null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """That a person acts for an employer, in which part, and until when (经办授权)."""

    class Role(models.TextChoices):
        AGENT = "agent", "经办人"
        REVIEWER = "reviewer", "复核人"
        READER = "reader", "查询人"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="appointments")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="appointments")
    role = models.CharField("角色", max_length=8, choices=Role, default=Role.AGENT)
    active = models.BooleanField(default=True)
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True)
    # Up to how much one deed of his may come, in fen; nothing: as far as he likes.
    limit_fen = models.BigIntegerField("办理限额", null=True)
    # Who took the work over, so that nothing half done is left without somebody.
    handed_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "agent"], name="people_appointed_once")
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.agent}"
