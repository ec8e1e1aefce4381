"""Client certificates bound to agents, challenges to be signed, and revocation lists."""

from django.db import models


class Certificate(models.Model):
    """A certificate (数字证书, U-Key) bound to one agent of one employer."""

    agent_id = models.BigIntegerField()
    employer_id = models.BigIntegerField()
    issuer = models.CharField("颁发者", max_length=200)
    serial = models.CharField("序列号", max_length=64)
    subject = models.CharField("主题", max_length=200)
    fingerprint = models.BinaryField(max_length=32, unique=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    bound_at = models.DateTimeField()
    bound_by = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=60, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "serial"], name="identity_one_serial")
        ]


class SignChallenge(models.Model):
    """A number used once, to be signed with the key of a certificate."""

    nonce = models.CharField(max_length=64, unique=True)
    session = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class RevocationList(models.Model):
    """The last list of revoked certificates (CRL) fetched from an issuer."""

    issuer = models.CharField(max_length=200, unique=True)
    encoded = models.BinaryField()
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    fetched_at = models.DateTimeField()
