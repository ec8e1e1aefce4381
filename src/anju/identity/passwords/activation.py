"""One-time starts (激活码): instead of a password that the center would set for everybody."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import normalise
from anju.identity.models import Activation, Holder
from anju.identity.passwords.pepper import numbers, peppered

# Without 0 O 1 I L: 31 characters, so twelve of them are 59 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
LIVES = {Activation.Way.SMS: timedelta(minutes=30), Activation.Way.SLIP: timedelta(hours=24)}


class WrongActivation(Refusal):
    """Wrong, late, used up, used already, for somebody else: one sentence for all."""

    code = "identity.wrong_activation"


def give_activation(
    *, holder: Holder, holder_id: int, way: Activation.Way, by: str, now: datetime
) -> str:
    """A new activation code, told once and kept only as a keyed hash; one before it dies.

    It lives 30 minutes by SMS, 24 hours on a sealed slip, for five tries. The password stays
    as it is until a new one is set: nobody is locked out because somebody else asked. (N-16,
    security 3.3.)
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    with transaction.atomic():
        _open(holder, holder_id).update(used_at=now)
        Activation.objects.create(
            holder=holder,
            holder_id=holder_id,
            way=way,
            digest=_digest(holder, holder_id, code, numbers()[0]),
            given_at=now,
            given_by=by,
            expires_at=now + LIVES[way],
        )
    record(actor=by, deed="activation_given", subject=f"{holder}/{holder_id}", way=str(way))
    return code


def use_activation(*, holder: Holder, holder_id: int | None, typed: str, now: datetime) -> None:
    """Use an activation code up; what it opens is only the page that sets a password.

    Capitals, spaces and hyphens do not matter. Raises WrongActivation.
    """
    with transaction.atomic():
        kept = _open(holder, holder_id).select_for_update().first()
        right = kept is not None and _fits(kept, typed, now)
        if kept is not None:
            kept.tries_left -= 1
            kept.used_at = now if right or kept.tries_left == 0 else None
            kept.save(update_fields=["tries_left", "used_at"])
    if not right:
        raise WrongActivation(
            "激活码不对，或者已经过期、用过。请核对后再输；不行请重新领取，或到就近的管理部办理。"
        )
    record(actor=f"{holder}/{holder_id}", deed="activated", subject=f"{holder}/{holder_id}")


def looks_like_activation(typed: str) -> bool:
    """Whether a text has the form of an activation code; whether it is one is not said."""
    code = _plain(typed)
    return len(code) == LENGTH and set(code) <= set(ALPHABET)


def _open(holder: Holder, holder_id: int | None) -> QuerySet[Activation]:
    unused = Activation.objects.filter(holder=holder, used_at=None)
    return unused.filter(holder_id=holder_id) if holder_id is not None else unused.none()


def _fits(kept: Activation, typed: str, now: datetime) -> bool:
    code = _plain(typed)
    digests = [_digest(kept.holder, kept.holder_id, code, number) for number in numbers()]
    same = [hmac.compare_digest(bytes(kept.digest), digest) for digest in digests]
    return any(same) and now < kept.expires_at


def _plain(typed: str) -> str:
    return normalise(typed).upper().replace("-", "")


def _digest(holder: str, holder_id: int, code: str, number: int) -> bytes:
    return peppered(f"activation|{holder}|{holder_id}|{code}", number=number)
