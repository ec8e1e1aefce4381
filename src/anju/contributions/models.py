"""Change registers, remittances month by month and member by member, and prepayments."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.centers.sealed import SealedField
from anju.payments.models import Order
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


class Remittance(models.Model):
    """One employer's payment for one month or several (汇缴)."""

    class Method(models.TextChoices):
        REALTIME = "realtime", "实时结算"
        PREPAYMENT = "prepayment", "预缴转出"

    class State(models.TextChoices):
        PROCESSING = "processing", "处理中"
        POSTED = "posted", "已入账"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="remittances")
    first_month = MonthField("开始年月")
    last_month = MonthField("终止年月")
    method = models.CharField("缴款方式", max_length=12, choices=Method)
    state = models.CharField(max_length=12, choices=State, default=State.PROCESSING)
    heads = models.PositiveIntegerField("人次", default=0)
    total_fen = models.BigIntegerField("应缴金额", default=0)
    paid_fen = models.BigIntegerField("实缴金额", default=0)
    from_prepayment_fen = models.BigIntegerField("预缴转出金额", default=0)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    failure = models.CharField(max_length=200, default="")
    submitted_by = models.CharField(max_length=60)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(db_default=Now())
    posted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"],
                condition=Q(state="processing"),
                name="contributions_one_in_progress",
            )
        ]


class RemittedMonth(models.Model):
    """One month of a remittance: its roll in figures, which must add up (汇缴清册)."""

    remittance = models.ForeignKey(Remittance, models.PROTECT, related_name="months")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    month = MonthField("汇缴年月")
    heads = models.PositiveIntegerField("本月人数")
    total_fen = models.BigIntegerField("本月金额")
    heads_before = models.PositiveIntegerField("上月人数")
    total_before_fen = models.BigIntegerField("上月金额")
    joined = models.PositiveIntegerField("增加人数")
    joined_fen = models.BigIntegerField("增加金额")
    left = models.PositiveIntegerField("减少人数")
    left_fen = models.BigIntegerField("减少金额")
    changed_fen = models.BigIntegerField("调整金额")
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "month"],
                condition=Q(live=True),
                name="contributions_a_month_is_remitted_once",
            ),
            models.CheckConstraint(
                condition=Q(
                    heads=models.F("heads_before") + models.F("joined") - models.F("left")
                ),
                name="contributions_heads_add_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    total_fen=models.F("total_before_fen")
                    + models.F("joined_fen")
                    - models.F("left_fen")
                    + models.F("changed_fen")
                ),
                name="contributions_amounts_add_up",
            ),
        ]


class Share(models.Model):
    """One member's part in one remitted month (汇缴明细), both sides in fen."""

    remittance = models.ForeignKey(
        Remittance, models.PROTECT, db_index=False, related_name="shares"
    )
    account = models.ForeignKey(
        FundAccount, models.PROTECT, db_constraint=False, db_index=False, related_name="shares"
    )
    month = MonthField("汇缴年月")
    base_fen = models.BigIntegerField()
    employer_fen = models.BigIntegerField()
    own_fen = models.BigIntegerField()
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "month"],
                condition=Q(live=True),
                name="contributions_one_share_a_month",
            )
        ]
        # A month's roll in the order of its accounts, as it is booked chunk by chunk.
        indexes = [
            models.Index(
                fields=["remittance", "month", "account"], name="contributions_share_roll"
            )
        ]


class Prepayment(models.Model):
    """Money an employer pays ahead into its prepayment account (预缴)."""

    class Way(models.TextChoices):
        REALTIME = "realtime", "实时结算"
        CHEQUE = "cheque", "财政支票"

    class State(models.TextChoices):
        PROCESSING = "processing", "处理中"
        POSTED = "posted", "已入账"
        FAILED = "failed", "未成功"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    intent = models.CharField(max_length=64, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="prepayments")
    way = models.CharField("缴款方式", max_length=10, choices=Way, default=Way.REALTIME)
    cheque_number = models.CharField("支票号", max_length=20, default="")
    amount_fen = models.BigIntegerField("金额")
    note = models.CharField("备注", max_length=100, default="")
    state = models.CharField(max_length=12, choices=State, default=State.PROCESSING)
    order = models.OneToOneField(Order, models.PROTECT, null=True)
    failure = models.CharField(max_length=200, default="")
    submitted_by = models.CharField(max_length=60)
    submitted_on = models.DateField()
    submitted_at = models.DateTimeField(db_default=Now())
    posted_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0), name="contributions_prepayment_positive"
            ),
            models.UniqueConstraint(
                fields=["employer", "cheque_number"],
                condition=~Q(cheque_number=""),
                name="contributions_a_cheque_once",
            ),
        ]
