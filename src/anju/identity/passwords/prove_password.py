"""Asks whether a password is right, one try at a name after another, and counts failures."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from anju.identity.guessing import forgive, take_try
from anju.identity.models import Credential, Holder

# What resets of older systems set, and everybody knows.
NEVER = frozenset({"111111", "000000", "123456", "888888"})


def prove_password(
    *,
    holder: Holder,
    holder_id: int | None,
    password: str,
    key: str,
    address: str,
    now: datetime,
) -> bool:
    """Whether the password is right; a failure is counted against `key` and the address.

    `key` names what was tried, e.g. "m:4115…", and is the same whether or not it exists.
    Raises TryLater after too many failures. (Security 2.1 item 33, B5.)
    """
    with transaction.atomic():
        take_try(name=key, address=address, now=now, password=password)
        right = is_right(holder=holder, holder_id=holder_id, password=password)
        if right:
            forgive(name=key, address=address, now=now, password=password)
    return right


def is_right(*, holder: Holder, holder_id: int | None, password: str) -> bool:
    """Whether the password is right, taking as long for nobody as for somebody.

    Counts nothing: callers keep to the limits. A locked credential is never right, nor is a
    password that resets of older systems gave to everybody.
    """
    credential = (
        Credential.objects.filter(holder=holder, holder_id=holder_id).first()
        if holder_id is not None
        else None
    )
    if credential is None or not credential.has_usable_password():
        make_password(password)  # the same work as a check, so that time tells nothing
        return False
    right = credential.check_password(password)
    return right and not credential.locked_because and password not in NEVER
