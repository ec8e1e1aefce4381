"""Credentials, and the counting of failed tries."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class Credential(AbstractBaseUser):
    """A password with which somebody signs in (登录凭据); the holder lives in `people`."""

    class Holder(models.TextChoices):
        MEMBER = "member", "个人"
        AGENT = "agent", "单位经办人"
        STAFF = "staff", "柜员"

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    changed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "id"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "holder_id"], name="identity_one_credential"
            )
        ]


class Attempt(models.Model):
    """A sign-in that failed: against which name, from which address, when."""

    name = models.CharField(max_length=80)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name", "at"], name="identity_attempt_by_name"),
            models.Index(fields=["address", "at"], name="identity_attempt_by_address"),
        ]
