"""Keys by which an employer's own programs act for it, and what they have asked for."""

from django.db import models
from django.db.models.functions import Now

from anju.people.models import Appointment, Employer


class ApiToken(models.Model):
    """A key for an employer's program (接口令牌); only a digest of it is kept."""

    class Scope(models.TextChoices):
        READ = "read", "查询"
        UPLOAD = "upload", "上传名单"
        SUBMIT = "submit", "提交清册"

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="tokens")
    # Under whose appointment it acts; it ends with that.
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+")
    name = models.CharField("名称", max_length=40)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    # Networks it may be used from; none: from anywhere.
    networks = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=60, default="")


class ApiDeed(models.Model):
    """What a program did under a key of its own (Idempotency-Key); kept for ever."""

    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    token = models.ForeignKey(ApiToken, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "key"], name="identity_deed_once")
        ]
