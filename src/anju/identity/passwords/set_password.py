"""Gives somebody a password."""

from datetime import datetime

from anju.identity.models import Credential, Holder, Visit
from anju.identity.passwords.check_strength import PersonWords, Shape, check_strength
from anju.identity.visits.end_visits_of import end_visits_of

NOBODY = PersonWords()


def set_password(
    *,
    holder: Holder,
    holder_id: int,
    password: str,
    now: datetime,
    short: bool = False,
    keep_visit: int | None = None,
) -> Credential:
    """Set a password; the one before stops working at once, and other sessions end.

    The form asks `check_strength` with what it knows about the person; what everybody tries
    first is refused here again, whoever asks. `short` marks six digits, which never open the
    door without a second factor. Raises WeakPassword. (Security 3.3, 7.4.3.)
    """
    shape = Shape.SHORT if short else Shape.LONG
    check_strength(password=password, about=NOBODY, shape=shape)
    credential, _ = Credential.objects.get_or_create(holder=holder, holder_id=holder_id)
    credential.set_password(password)
    credential.changed_at, credential.short, credential.locked_because = now, short, ""
    credential.save()
    end_visits_of(
        holder, holder_id, because=Visit.Because.PASSWORD_CHANGED, now=now, but=keep_visit
    )
    return credential
