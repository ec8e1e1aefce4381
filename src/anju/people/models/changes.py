"""What was changed about an employer: its registration, field by field, and its ratios."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.people.models.employers import Employer


class EmployerChange(models.Model):
    """One field of an employer's registration that was changed (单位缴存登记信息变更).

    Written once and never edited. `before` and `after` are as people read them; an identity
    number stands there behind its mask.
    """

    class Field(models.TextChoices):
        NAME = "name", "单位名称"
        CREDIT_CODE = "credit_code", "统一社会信用代码"
        LEGAL_NAME = "legal_name", "法定代表人"
        LEGAL_IDENTITY = "legal_identity", "法定代表人证件号码"
        ECONOMIC_TYPE = "economic_type", "经济类型"
        FOUNDED_ON = "founded_on", "设立日期"
        ADDRESS = "address", "单位地址"
        POSTCODE = "postcode", "邮政编码"
        PHONE = "phone", "单位电话"
        EMAIL = "email", "电子信箱"
        INDUSTRY = "industry", "所属行业"
        PAYDAY = "payday", "发薪日"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="changes")
    source = models.CharField("业务流水号", max_length=24)
    field = models.CharField("变更项目", max_length=16, choices=Field)
    before = models.CharField("变更前", max_length=255)
    after = models.CharField("变更后", max_length=255)
    happened_on = models.DateField("变更日期")
    actor = models.CharField("经办", max_length=60)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "field"], name="people_a_field_changes_once_a_deed"
            ),
            models.CheckConstraint(
                # Two identity numbers may look alike behind their masks.
                condition=~Q(before=models.F("after")) | Q(field="legal_identity"),
                name="people_a_change_changes",
            ),
        ]
        indexes = [models.Index(fields=["employer", "-id"], name="people_change_by_employer")]


class RatioChange(models.Model):
    """That an employer's ratios became others from a month on (单位比例调整); never edited.

    Ratios are fractions; sums are both sides of all normal accounts a month, in fen.
    """

    class Kind(models.TextChoices):
        OWN = "own", "单位申请调整"
        REDUCED = "reduced", "批准降低比例"
        RESTORED = "restored", "降低期满恢复"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="ratio_changes")
    kind = models.CharField("变更类型", max_length=10, choices=Kind, default=Kind.OWN)
    month = MonthField("生效月份")
    employer_rate_before = models.DecimalField("变更前单位比例", max_digits=5, decimal_places=4)
    own_rate_before = models.DecimalField("变更前个人比例", max_digits=5, decimal_places=4)
    employer_rate = models.DecimalField("变更后单位比例", max_digits=5, decimal_places=4)
    own_rate = models.DecimalField("变更后个人比例", max_digits=5, decimal_places=4)
    heads = models.PositiveIntegerField("涉及人数")
    monthly_before_fen = models.BigIntegerField("变更前月缴存额")
    monthly_fen = models.BigIntegerField("变更后月缴存额")
    reason = models.CharField("变更原因", max_length=200)
    happened_on = models.DateField("办理日期")
    actor = models.CharField("经办", max_length=60)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(
                    employer_rate=models.F("employer_rate_before"),
                    own_rate=models.F("own_rate_before"),
                ),
                name="people_ratios_really_change",
            )
        ]
        indexes = [models.Index(fields=["employer", "-id"], name="people_ratios_by_employer")]
