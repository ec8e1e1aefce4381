"""The outbox, where a row is the promise to send, and the inbox of every member."""

from django.db import models
from django.db.models.functions import Now

from anju.centers.sealed import IndexField, SealedField


class Message(models.Model):
    """A text message (短信) to one mobile number; number and text are kept sealed."""

    class State(models.TextChoices):
        WAITING = "waiting", "待发送"
        SENDING = "sending", "发送中"
        SENT = "sent", "已发送"
        FAILED = "failed", "发送失败"
        EXPIRED = "expired", "过期未发"
        NOBODY = "nobody", "无收件人"

    class Kind(models.TextChoices):
        CODE = "code", "验证码"
        SECURITY = "security", "安全提醒"
        NOTICE = "notice", "业务通知"

    to = SealedField("手机号码", purpose="mobile")
    to_index = IndexField(of="to", purpose="mobile")
    kind = models.CharField(max_length=8, choices=Kind)
    # A code is wiped from here once it has been handed over.
    text = SealedField("内容", purpose="message")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    gateway_id = models.CharField(max_length=64, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state__in=["waiting", "sending"]),
                name="notices_waiting",
            ),
            models.Index(fields=["to_index", "written_at"], name="notices_by_receiver"),
        ]


class Notice(models.Model):
    """A message in a member's inbox (消息): hidden when its owner tidies up, never deleted.

    The recipient is a member's key; people and notices do not know each other.
    """

    recipient = models.BigIntegerField("收件人")
    business = models.CharField("业务名称", max_length=40)
    text = models.CharField("消息内容", max_length=300)
    channel = models.CharField("推送渠道", max_length=20)
    source = models.CharField("业务流水号", max_length=60)
    pushed_at = models.DateTimeField("推送时间", db_default=Now())
    read_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "source", "business"], name="notices_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notices_inbox_newest"),
        ]
