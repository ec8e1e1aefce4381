"""Members, employers, agents, staff, and the fund accounts that tie them together."""

from django.db import models
from django.db.models import Q

from anju.centers.fields import MonthField
from anju.centers.sealed import IndexField, Sealed, SealedField
from anju.ledger.models import Account
from anju.people.staff_grants import MobileRequest, StaffGrant

__all__ = [
    "AccountEvent",
    "Agent",
    "Appointment",
    "Employer",
    "FundAccount",
    "Hold",
    "Member",
    "MobileRequest",
    "Proposal",
    "Staff",
    "StaffGrant",
]


class Employer(models.Model):
    """An employer that pays in for its staff (缴存单位)."""

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
    payday = models.PositiveSmallIntegerField("发薪日")
    employer_rate = models.DecimalField("单位缴存比例", max_digits=5, decimal_places=4)
    own_rate = models.DecimalField("个人缴存比例", max_digits=5, decimal_places=4)
    state = models.CharField("单位账户状态", max_length=2, choices=State, default=State.NORMAL)
    opened_on = models.DateField("开户日期")
    first_month = MonthField("首次汇缴月份")
    paid_through = MonthField("缴至年月", null=True)
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
    # Who took the work over, so that nothing half done is left without somebody.
    handed_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "agent"], name="people_appointed_once")
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.agent}"


class Staff(Sealed):
    """Somebody who works for the center (柜员), in one of its roles."""

    class Role(models.TextChoices):
        CLERK = "clerk", "柜员"
        MANAGER = "manager", "主管"
        FINANCE = "finance", "财务"
        SYSTEM_ADMIN = "system_admin", "系统管理员"
        SECURITY_ADMIN = "security_admin", "安全管理员"
        AUDITOR = "auditor", "审计管理员"

    login = models.CharField("工号", max_length=20, unique=True)
    name = models.CharField("姓名", max_length=50)
    # Empty for those who were there before it was asked for.
    identity_number = SealedField("证件号码", purpose="identity", default="")
    identity_index = IndexField(of="identity_number", purpose="identity", unique=True)
    role = models.CharField("角色", max_length=16, choices=Role)
    branch = models.CharField("管理部", max_length=40)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


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

    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=2, choices=Kind)
    month = MonthField("生效月份")
    happened_on = models.DateField()
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    base_fen = models.BigIntegerField()
    monthly_fen = models.BigIntegerField()
    monthly_before_fen = models.BigIntegerField()
    actor = models.CharField(max_length=60)
    source = models.CharField("业务流水", max_length=40)

    class Meta:
        indexes = [
            models.Index(fields=["employer", "happened_on"], name="people_event_by_employer")
        ]


class Hold(models.Model):
    """Money of a member that may not leave for a while, and why (暂停支付)."""

    class Reason(models.TextChoices):
        REGISTERED = "registered", "新注册"
        RESET = "reset", "重置登录密码"
        MOBILE_CHANGED = "mobile_changed", "变更手机号码"
        PIN_RECOVERED = "pin_recovered", "找回支付密码"
        LIMIT_RAISED = "limit_raised", "提高每日限额"
        OWN_LOCK = "own_lock", "本人提取锁"
        UNLOCKED = "unlocked", "解除提取锁"
        DATA_CHANGED = "data_changed", "更正个人信息"
        DISAVOWED = "disavowed", "本人否认变更"

    member = models.ForeignKey(Member, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=16, choices=Reason)
    since = models.DateTimeField()
    # Open end: until somebody lifts it.
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, default="")

    class Meta:
        indexes = [models.Index(fields=["member", "until"], name="people_hold_by_member")]


class Proposal(models.Model):
    """A correction of a member's data that an employer's agent asks for (更正申请).

    It changes nothing until the old mobile, the member himself or the counter confirms.
    """

    class Field(models.TextChoices):
        MOBILE = "mobile", "手机号码"
        NAME = "name", "姓名"
        IDENTITY = "identity", "证件号码"

    class State(models.TextChoices):
        WAITING = "waiting", "待确认"
        ACCEPTED = "accepted", "已确认"
        REFUSED = "refused", "已拒绝"
        WITHDRAWN = "withdrawn", "已撤回"
        EXPIRED = "expired", "已过期"

    class How(models.TextChoices):
        OLD_MOBILE = "old_mobile", "原手机确认"
        MEMBER = "member", "本人登录确认"
        COUNTER = "counter", "柜面确认"

    number = models.CharField("流水号", max_length=20, unique=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="proposals")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    field = models.CharField(max_length=8, choices=Field)
    value = SealedField("更正为", purpose="proposal")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    proposed_by = models.CharField("经办人", max_length=60)
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=60, default="")
    decided_how = models.CharField(max_length=12, choices=How, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "field"],
                condition=Q(state="waiting"),
                name="people_one_waiting_proposal",
            )
        ]
