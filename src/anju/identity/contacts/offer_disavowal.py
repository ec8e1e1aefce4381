"""Makes the link with which the old contact says “this was not me”, and finds it again."""

import hashlib
import secrets
from datetime import datetime, timedelta

from anju.centers.sealed import keyring
from anju.identity.models import Disavowal
from anju.people.change_mobile import MobileChanged
from anju.people.models import Member

DAYS = 3
TOKEN_MOST = 64
# What was changed: a number whose owner had proven it, or one that nobody had ever used.
PROVEN, UNPROVEN = "proven_mobile", "unproven_mobile"


def offer_disavowal(*, member: Member, changed: MobileChanged, now: datetime) -> str:
    """A token of 128 random bits that counts once within 72 hours; only its hash is kept."""
    token = secrets.token_urlsafe(16)
    Disavowal.objects.create(
        member_id=member.pk,
        deed=PROVEN if changed.before_proven else UNPROVEN,
        digest=_digest(token),
        sent_at=now,
        expires_at=now + timedelta(days=DAYS),
        before=keyring().seal(changed.before, purpose="mobile"),
    )
    return token


def open_disavowal(*, token: str, now: datetime) -> Disavowal | None:
    """The disavowal a token still opens; locked, so that a second press finds it used."""
    return (
        Disavowal.objects.select_for_update(no_key=True)
        .filter(digest=_digest(token[:TOKEN_MOST]), used_at=None, expires_at__gt=now)
        .first()
    )


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
