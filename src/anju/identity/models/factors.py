"""Second factors: one-time codes from an app, and passkeys."""

from django.db import models

from anju.centers.sealed import SealedField
from anju.identity.models.credentials import Holder


class Totp(models.Model):
    """A shared secret for one-time codes (动态口令, RFC 6238); a code is taken once."""

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    secret = SealedField(purpose="totp")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "holder_id"], name="identity_one_totp")
        ]


class Passkey(models.Model):
    """A passkey (通行密钥, WebAuthn) of a clerk or a member."""

    holder = models.CharField(max_length=8, choices=Holder)
    holder_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)


class KeyCeremony(models.Model):
    """A challenge given to a browser for a passkey; used once."""

    session = models.CharField(max_length=64)
    challenge = models.BinaryField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
