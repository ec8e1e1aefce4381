"""Passkeys (通行密钥, WebAuthn): a challenge is used once, for this center's hostname alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    UserVerificationRequirement,
)

from anju.audit.record import record
from anju.identity.factors.refusals import wrong_factor
from anju.identity.models import Holder, KeyCeremony, Passkey

LASTS = timedelta(minutes=5)
LONGEST_ANSWER = 16_384
NAME_LENGTH = 40
VERIFIED = UserVerificationRequirement.REQUIRED
# What the library raises on an answer that is not one, besides its own exceptions.
UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError)


@dataclass(frozen=True)
class Site:
    """Where the browser stands: `rp_id` is the hostname, `origin` the whole beginning."""

    rp_id: str
    origin: str
    name: str


@dataclass(frozen=True)
class Owner:
    """Whose passkeys these are, and under what name the device shows him."""

    holder: Holder
    holder_id: int
    login: str
    name: str


def begin_passkey(*, owner: Owner, site: Site, session: str, now: datetime) -> str:
    """The options, as JSON, with which a browser makes a new passkey."""
    options = generate_registration_options(
        rp_id=site.rp_id,
        rp_name=site.name,
        user_id=f"{owner.holder}/{owner.holder_id}".encode(),
        user_name=owner.login,
        user_display_name=owner.name,
        authenticator_selection=AuthenticatorSelectionCriteria(user_verification=VERIFIED),
        exclude_credentials=_descriptors(owner),
    )
    _open_ceremony(session, options.challenge, now)
    return options_to_json(options)


def add_passkey(
    *, owner: Owner, site: Site, session: str, answer: str, name: str, now: datetime
) -> Passkey:
    """Keep the passkey a browser has made. Raises WrongFactor."""
    challenge = _close_ceremony(session, now)
    try:
        made = verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        with transaction.atomic():
            key = Passkey.objects.create(
                holder=owner.holder,
                holder_id=owner.holder_id,
                name=name.strip()[:NAME_LENGTH] or "通行密钥",
                credential_id=made.credential_id,
                public_key=made.credential_public_key,
                sign_count=made.sign_count,
                added_at=now,
            )
    except (*UNREADABLE, IntegrityError) as unreadable:
        raise wrong_factor() from unreadable
    who = f"{Holder(owner.holder).value}/{owner.holder_id}"
    record(actor=who, deed="add_passkey", subject=who, name=key.name)
    return key


def ask_passkey(*, owner: Owner, site: Site, session: str, now: datetime) -> str:
    """The options, as JSON, with which a browser signs with one of the owner's passkeys."""
    options = generate_authentication_options(
        rp_id=site.rp_id,
        allow_credentials=_descriptors(owner),
        user_verification=VERIFIED,
    )
    _open_ceremony(session, options.challenge, now)
    return options_to_json(options)


def prove_passkey(
    *, owner: Owner, site: Site, session: str, answer: str, now: datetime
) -> Passkey:
    """Take a browser's signature over our challenge.

    Raises WrongFactor also where the key's own counter runs backward: it was copied.
    """
    challenge = _close_ceremony(session, now)
    try:
        shown = parse_authentication_credential_json(answer[:LONGEST_ANSWER])
        key = (
            Passkey.objects.select_for_update(no_key=True)
            .filter(holder=owner.holder, holder_id=owner.holder_id, ended_at=None)
            .filter(credential_id=shown.raw_id)
            .first()
        )
        if key is None:
            raise wrong_factor()
        proven = verify_authentication_response(
            credential=shown,
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except UNREADABLE as unreadable:
        raise wrong_factor() from unreadable
    key.sign_count, key.used_at = proven.new_sign_count, now
    key.save(update_fields=["sign_count", "used_at"])
    return key


def _descriptors(owner: Owner) -> list[PublicKeyCredentialDescriptor]:
    kept = Passkey.objects.filter(
        holder=owner.holder, holder_id=owner.holder_id, ended_at=None
    ).values_list("credential_id", flat=True)
    return [PublicKeyCredentialDescriptor(id=bytes(one)) for one in kept]


def _open_ceremony(session: str, challenge: bytes, now: datetime) -> None:
    KeyCeremony.objects.filter(expires_at__lt=now).delete()
    KeyCeremony.objects.filter(session=session, used_at=None).update(used_at=now)
    KeyCeremony.objects.create(session=session, challenge=challenge, expires_at=now + LASTS)


def _close_ceremony(session: str, now: datetime) -> bytes:
    """The challenge given to this session, used up by being asked for."""
    given = (
        KeyCeremony.objects.select_for_update(no_key=True)
        .filter(session=session, used_at=None, expires_at__gt=now)
        .order_by("-id")
        .first()
    )
    if given is None:
        raise wrong_factor()
    given.used_at = now
    given.save(update_fields=["used_at"])
    return bytes(given.challenge)
