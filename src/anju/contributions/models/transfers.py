"""Requests that somebody's account follow him to another employer."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.fields import MonthField
from anju.centers.sealed import SealedField
from anju.people.models import Employer, FundAccount


class Transfer(models.Model):
    """A request that a person's account move to `employer` (个人转移, A.5 06).

    What the asker typed stands in it; whose account it is (`account`, `former`) is the center's
    own knowledge and is shown to the asker only when the account is his.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "待提交"
        WAITING = "waiting", "待确认"
        DONE = "done", "转入成功"
        REFUSED = "refused", "已退回"
        LOST = "lost", "未成功"
        WITHDRAWN = "withdrawn", "已撤回"
        EXPIRED = "expired", "已过期"

    class How(models.TextChoices):
        SEALED = "sealed", "原单位已封存"
        FORMER = "former", "原单位确认"
        MEMBER = "member", "职工本人同意"

    number = models.CharField("业务流水号", max_length=24, unique=True)
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="transfers")
    former_number = models.CharField("转出单位账号", max_length=20, default="")
    name = models.CharField("姓名", max_length=60)
    identity_number = SealedField("证件号码", purpose="identity", default="")
    account_number = models.CharField("个人账号", max_length=20, default="")
    base_fen = models.BigIntegerField("缴存基数", null=True)
    employer_fen = models.BigIntegerField("单位月缴存额", default=0)
    own_fen = models.BigIntegerField("个人月缴存额", default=0)
    faults = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    batch = models.CharField("提交流水号", max_length=24, default="")
    account = models.ForeignKey(FundAccount, models.PROTECT, null=True, related_name="+")
    former = models.ForeignKey(Employer, models.PROTECT, null=True, related_name="+")
    kept_by = models.CharField("经办人", max_length=60)
    kept_at = models.DateTimeField(db_default=Now())
    submitted_by = models.CharField(max_length=60, default="")
    submitted_at = models.DateTimeField("提交时间", null=True)
    expires_at = models.DateTimeField("有效期至", null=True)
    how = models.CharField(max_length=8, choices=How, default="")
    decided_by = models.CharField(max_length=60, default="")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField("原因", max_length=200, default="")
    month = MonthField("转入生效月份", null=True)
    done_on = models.DateField("转入日期", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "account"],
                condition=Q(state="waiting"),
                name="contributions_one_waiting_transfer",
            )
        ]
        indexes = [
            models.Index(fields=["employer", "state", "-id"], name="contributions_transfer_in"),
            models.Index(
                fields=["former"],
                condition=Q(state="waiting"),
                name="contributions_transfer_out",
            ),
            models.Index(
                fields=["account"],
                condition=Q(state="waiting"),
                name="contributions_transfer_whose",
            ),
        ]

    @property
    def monthly_fen(self) -> int:
        """Both sides together, in fen a month (月缴存额)."""
        return self.employer_fen + self.own_fen
