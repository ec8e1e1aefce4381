"""The second factors somebody has, as their owner sees them, and their reset."""

from dataclasses import dataclass
from datetime import datetime

from anju.identity.models import Holder, Passkey, Totp


@dataclass(frozen=True)
class Keys:
    """What somebody can prove himself with besides the password."""

    totp_since: datetime | None
    passkeys: list[Passkey]

    @property
    def any(self) -> bool:
        """Whether there is one at all; without one nobody of the staff comes in."""
        return self.totp_since is not None or bool(self.passkeys)


def keys_of(*, holder: Holder, holder_id: int) -> Keys:
    """The factors that work now."""
    totp = Totp.objects.filter(holder=holder, holder_id=holder_id).first()
    passkeys = Passkey.objects.filter(holder=holder, holder_id=holder_id, ended_at=None)
    return Keys(totp.confirmed_at if totp else None, list(passkeys.order_by("id")))


def end_passkey(*, holder: Holder, holder_id: int, pk: int, now: datetime) -> bool:
    """Take one passkey out of use, if it is the owner's and not his only factor."""
    keys = keys_of(holder=holder, holder_id=holder_id)
    own = [key for key in keys.passkeys if key.pk == pk]
    if not own or (keys.totp_since is None and len(keys.passkeys) == 1):
        return False
    Passkey.objects.filter(pk=pk).update(ended_at=now)
    return True


def reset_factors(*, holder: Holder, holder_id: int, now: datetime) -> None:
    """Forget every second factor of somebody (设备丢失); a new one is enrolled from a slip."""
    Totp.objects.filter(holder=holder, holder_id=holder_id).delete()
    Passkey.objects.filter(holder=holder, holder_id=holder_id, ended_at=None).update(
        ended_at=now
    )
