"""Gives somebody a password."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.models import Credential, Holder

SHORTEST = 8
WEAK = frozenset({"111111", "123456", "12345678", "password", "88888888", "66666666"})


class WeakPassword(Refusal):
    code = "identity.weak_password"


def set_password(*, holder: Holder, holder_id: int, password: str, now: datetime) -> Credential:
    """Set a password, kept as an argon2id hash; the one before stops working at once.

    Raises WeakPassword for fewer than eight characters, or one that everybody tries first.
    """
    if len(password) < SHORTEST or password.lower() in WEAK or len(set(password)) < 4:
        raise WeakPassword("密码至少 8 位，且不能是连续或重复的常用密码。")
    credential, _ = Credential.objects.get_or_create(holder=holder, holder_id=holder_id)
    credential.set_password(password)
    credential.changed_at = now
    credential.save()
    return credential
