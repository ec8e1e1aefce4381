"""Secrets people know, kept as peppered argon2id hashes only."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from anju.centers.sealed import SealedField


class Holder(models.TextChoices):
    """Who may hold a credential; the persons themselves live in `people`."""

    MEMBER = "member", "个人"
    AGENT = "agent", "单位经办人"
    STAFF = "staff", "柜员"


# Not stopped by anybody: the password itself is known to all, and a reset puts it right.
MUST_RESET = "初始密码须重设"


class Credential(AbstractBaseUser):
    """A password with which somebody signs in (登录凭据)."""

    Holder = Holder

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    changed_at = models.DateTimeField(null=True)
    # Six digits, where the city insists: never without a second factor, and only to look.
    short = models.BooleanField("短密码", default=False)
    # What the center says to prove itself to the member (防伪短语); proves nothing about him.
    phrase = SealedField("防伪短语", purpose="phrase", default="")
    locked_because = models.CharField("停用原因", max_length=40, default="")

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "holder_id"], name="identity_one_credential"
            )
        ]

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it, so that no reset may free it again."""
        return self.locked_because not in ("", MUST_RESET)


class Activation(models.Model):
    """A one-time start (激活码): it opens only the page on which a password is set."""

    class Way(models.TextChoices):
        SMS = "sms", "短信"
        SLIP = "slip", "密封函"

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    way = models.CharField(max_length=4, choices=Way)
    digest = models.BinaryField(max_length=32)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=60)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField(default=5)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "holder_id"],
                condition=models.Q(used_at=None),
                name="identity_one_open_activation",
            )
        ]


class Pin(models.Model):
    """A member's payment password (支付密码): six digits, asked only inside a session."""

    member_id = models.BigIntegerField(unique=True)
    password = models.CharField(max_length=160)
    set_at = models.DateTimeField()
    wrong = models.PositiveSmallIntegerField("连续输错次数", default=0)
    locked_until = models.DateTimeField(null=True)
