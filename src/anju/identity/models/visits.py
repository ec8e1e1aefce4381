"""Sessions as their owner sees them."""

from django.db import models

from anju.identity.models.credentials import Holder


class Visit(models.Model):
    """One signed-in session on one device (登录设备); the cookie only names it."""

    class Strength(models.TextChoices):
        PASSWORD = "password", "密码"
        TWO = "two", "密码＋第二要素"
        CERTIFICATE = "certificate", "数字证书"

    class Because(models.TextChoices):
        """Why a session ended, as its owner reads it."""

        SIGNED_OUT = "signed_out", "安全退出"
        ELSEWHERE = "elsewhere", "在别处退出"
        IDLE = "idle", "长时间没有操作"
        TOO_OLD = "too_old", "登录时间过长"
        PASSWORD_CHANGED = "password", "修改密码"
        NOT_ALLOWED = "not_allowed", "账号已停用"
        APPOINTMENT_ENDED = "appointment", "授权已撤销"
        CERTIFICATE_ENDED = "certificate", "数字证书失效"

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    strength = models.CharField(max_length=12, choices=Strength)
    # For an agent: the appointment he acts under now. For a certificate: its row.
    appointment_id = models.BigIntegerField(null=True)
    certificate_id = models.BigIntegerField(null=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    # The last fresh proof: two minutes for mobile, password, PIN, money.
    proven_at = models.DateTimeField()
    address = models.CharField(max_length=45)
    device = models.CharField(max_length=80)
    session_key = models.CharField(max_length=40)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=40, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "holder_id", "began_at"], name="identity_visit_by_holder"
            ),
            models.Index(
                fields=["seen_at"],
                condition=models.Q(ended_at=None),
                name="identity_open_visits",
            ),
        ]

    def get_ended_because_display(self) -> str:
        """Why the session ended, as its owner reads it; nothing while it is open."""
        return str(self.Because(self.ended_because).label) if self.ended_because else ""


class Disavowal(models.Model):
    """A link sent to the old contact with which its owner says “this was not me”."""

    member_id = models.BigIntegerField()
    deed = models.CharField(max_length=20)
    digest = models.BinaryField(max_length=32, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # What is put back when the link is used, e.g. the mobile before.
    before = models.BinaryField(null=True)
