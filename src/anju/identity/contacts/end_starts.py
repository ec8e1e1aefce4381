"""A start that was sent to a telephone is over when that telephone is no longer on file."""

from datetime import datetime

from anju.identity.models import Activation, Holder


def end_starts(*, holder: Holder, holder_id: int, now: datetime) -> None:
    """End somebody's unused activation codes that went out by SMS.

    A slip of the counter stays good: it went to the person, not to a number. (Security B3.)
    """
    sent = Activation.objects.filter(
        holder=holder, holder_id=holder_id, way=Activation.Way.SMS, used_at=None
    )
    sent.update(expires_at=now)
