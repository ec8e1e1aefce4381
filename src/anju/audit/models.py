"""The audit trail: rows are added and never changed."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """Somebody did something, or looked at somebody (审计记录)."""

    at = models.DateTimeField(db_default=Now())
    actor = models.CharField("操作人", max_length=60)
    deed = models.CharField("操作", max_length=60)
    subject = models.CharField("对象", max_length=80)
    detail = models.JSONField(default=dict)
    # The database transaction ties the event to whatever else was written in it.
    transaction_id = models.BigIntegerField(
        db_default=models.Func(
            models.Func(function="pg_current_xact_id"),
            template="%(expressions)s::text::bigint",
        )
    )


class Look(models.Model):
    """Somebody opened a person's file or asked about him, and why (查看个人资料)."""

    class Reason(models.TextChoices):
        SERVICE = "service", "本人到柜台办理业务"
        ENQUIRY = "enquiry", "本人来电或来访查询"
        EMPLOYER = "employer", "单位经办人办理业务"
        REVIEW = "review", "复核办件"
        COMPLAINT = "complaint", "处理投诉或异议"
        LAW = "law", "司法机关依法查询"
        HIRING = "hiring", "单位招用前核对"

    class Holder(models.TextChoices):
        MEMBER = "member", "个人"
        AGENT = "agent", "单位经办人"
        NOBODY = "nobody", "查无此人"

    class Shown(models.TextChoices):
        MASKED = "masked", "部分遮盖"
        WHOLE = "whole", "完整号码"
        PAPERS = "papers", "证明材料"
        NOTHING = "nothing", "只有下一步怎么办"

    at = models.DateTimeField("时间")
    actor = models.CharField("操作人", max_length=60)
    actor_name = models.CharField("姓名", max_length=50)
    branch = models.CharField("管理部", max_length=40)
    holder = models.CharField("对象", max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    reason = models.CharField("事由", max_length=12, choices=Reason)
    words = models.CharField("说明", max_length=200)
    # The number of the case it is for; without one the looks of an hour are limited.
    case = models.CharField("办件号", max_length=40, default="")
    shown = models.CharField("看到的", max_length=8, choices=Shown)

    class Meta:
        indexes = [
            models.Index(fields=["holder", "holder_id", "at"], name="audit_look_at_whom"),
            models.Index(fields=["actor", "at"], name="audit_look_by_whom"),
        ]
