"""One-time codes from an app (动态口令, RFC 6238): enrolled once, each code taken once."""

import hmac
from datetime import datetime
from urllib.parse import quote

import pyotp
from django.db import transaction

from anju.audit.record import record
from anju.ground.identity import normalise
from anju.identity.factors.refusals import wrong_factor
from anju.identity.models import Holder, Totp

STEP_SECONDS = 30
STEPS_EARLY, STEPS_LATE = 1, 1
DIGITS = 6


def begin_totp(*, holder: Holder, holder_id: int) -> str:
    """Give the secret to be scanned; it proves nothing until `confirm_totp` has seen a code.

    Asked again before that, the same secret comes again, so that a page may be reloaded.
    Raises WrongFactor where a confirmed one stands: only a reset makes room for another.
    """
    secret = str(pyotp.random_base32())
    made, _ = Totp.objects.get_or_create(
        holder=holder, holder_id=holder_id, defaults={"secret": secret}
    )
    if made.confirmed_at is not None:
        raise wrong_factor()
    return str(made.secret)


def confirm_totp(*, holder: Holder, holder_id: int, typed: str, now: datetime) -> None:
    """Take the first code of a new secret; from now on it is asked at every sign-in.

    Raises WrongFactor.
    """
    _take(holder, holder_id, typed, now, confirmed=False)
    who = f"{Holder(holder).value}/{holder_id}"
    record(actor=who, deed="enrol_totp", subject=who)


def prove_totp(*, holder: Holder, holder_id: int, typed: str, now: datetime) -> None:
    """Take a code of this half minute, the one before or the one after, once.

    Raises WrongFactor with one sentence for a wrong, an old and a used code (ASVS 6.5.1).
    """
    _take(holder, holder_id, typed, now, confirmed=True)


def totp_address(*, secret: str, account: str, center: str) -> str:
    """What the QR code says to the app (otpauth)."""
    label = quote(f"{center}:{account}")
    return f"otpauth://totp/{label}?secret={secret}&issuer={quote(center)}"


@transaction.atomic
def _take(
    holder: Holder, holder_id: int, typed: str, now: datetime, *, confirmed: bool
) -> None:
    held = (
        Totp.objects.select_for_update(no_key=True)
        .filter(holder=holder, holder_id=holder_id, confirmed_at__isnull=not confirmed)
        .first()
    )
    code = normalise(typed).replace(" ", "")
    step = _step_of(held.secret, code, now, held.last_step) if held else None
    if held is None or step is None:
        raise wrong_factor()
    held.last_step = step
    if held.confirmed_at is None:
        held.confirmed_at = now
    held.save(update_fields=["last_step", "confirmed_at"])


def _step_of(secret: str, code: str, now: datetime, taken: int) -> int | None:
    if not (len(code) == DIGITS and code.isascii() and code.isdigit()):
        return None
    clock, right = pyotp.TOTP(secret), None
    here = int(now.timestamp()) // STEP_SECONDS
    for step in range(here - STEPS_EARLY, here + STEPS_LATE + 1):
        same = hmac.compare_digest(clock.generate_otp(step), code)
        right = step if same and step > taken else right
    return right
