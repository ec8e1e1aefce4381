"""Registration and reset as wizards the server remembers."""

from django.db import models

from anju.centers.sealed import SealedField
from anju.identity.models.credentials import Holder


class Enrolment(models.Model):
    """That a person may use the hall (开通网上业务): how it was proven, when, by whom."""

    class Way(models.TextChoices):
        ONLINE = "online", "网上注册"
        COUNTER = "counter", "柜面面签"
        CERTIFICATE = "certificate", "数字证书"

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    way = models.CharField(max_length=12, choices=Way)
    agreement = models.CharField("协议版本", max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "holder_id"],
                condition=models.Q(ended_at=None),
                name="identity_one_enrolment",
            )
        ]


class Knock(models.Model):
    """Somebody asks to be let in (注册 or 忘记密码); what we found is kept from the asker.

    A row is written whether or not the person exists, so that nothing can be told apart.
    """

    class Kind(models.TextChoices):
        REGISTER = "register", "注册"
        RESET = "reset", "忘记密码"

    class Verdict(models.TextChoices):
        RIGHT = "right", "相符"
        WRONG_NAME = "wrong_name", "姓名不符"
        WRONG_MOBILE = "wrong_mobile", "手机不符"
        UNKNOWN = "unknown", "无此人"
        CLOSED = "closed", "已销户"
        NO_MOBILE = "no_mobile", "未登记手机"
        LOCKED = "locked", "已停用"
        ALREADY = "already", "已注册"
        NOT_REGISTERED = "not_registered", "未注册"
        NOT_SIGNED = "not_signed", "未面签"

    kind = models.CharField(max_length=8, choices=Kind)
    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField(null=True)
    verdict = models.CharField(max_length=16, choices=Verdict)
    session = models.CharField(max_length=64)
    # What was typed, sealed: the employer's agent corrects from it, nobody else reads it.
    typed = SealedField(purpose="knock", default="")
    phrase = SealedField(purpose="phrase", default="")
    agreement = models.CharField(max_length=20, default="")
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    proven_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    @property
    def about(self) -> str:
        """What a code for it is bound to."""
        return f"knock/{self.pk}"
