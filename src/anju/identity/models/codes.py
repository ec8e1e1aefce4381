"""SMS codes, the counting of tries, and proofs of work that were spent."""

from django.db import models


class Code(models.Model):
    """An SMS code: for one purpose, one object, one amount, one session; usable once."""

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in", "登录"
        REGISTER = "register", "注册"
        RESET = "reset", "重置密码"
        PASSWORD = "password", "修改密码"
        MOBILE_OLD = "mobile_old", "变更手机（原号码）"
        MOBILE_NEW = "mobile_new", "变更手机（新号码）"
        PIN = "pin", "找回支付密码"
        SMS_NOTICES = "sms_notices", "短信退订或恢复"
        PROPOSAL = "proposal", "确认单位提出的更正"
        STEP_UP = "step_up", "再次确认身份"
        AGENT_REGISTER = "agent_register", "单位注册"
        AGENT_RESET = "agent_reset", "单位重置密码"
        PROPOSE = "propose", "提出更正"
        BIND_CARD = "bind_card", "绑定银行卡"
        WITHDRAW = "withdraw", "提取"

    purpose = models.CharField(max_length=16, choices=Purpose)
    about = models.CharField("对象", max_length=80)
    amount_fen = models.BigIntegerField(null=True)
    session = models.CharField(max_length=64)
    mobile_index = models.BinaryField(max_length=16, null=True)
    # Keyed hash; a code that was sent to nobody has one too, of something nobody can type.
    digest = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["session", "purpose", "about"],
                condition=models.Q(used_at=None),
                name="identity_open_code",
            )
        ]


class Tally(models.Model):
    """How often something was tried in one minute, by or against whom; keyed, not named."""

    scope = models.CharField(max_length=24)
    key = models.BinaryField(max_length=16)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key", "minute"], name="identity_one_tally"
            )
        ]
        indexes = [models.Index(fields=["minute"], name="identity_tally_age")]


class SpentPuzzle(models.Model):
    """A proof of work, or a waiting ticket, that has been used and counts no more."""

    digest = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
