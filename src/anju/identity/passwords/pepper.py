"""Mixes a secret with a key that stands outside the database, so that a dump is no use."""

import hmac

from django.conf import settings


def numbers() -> list[int]:
    """The numbers of all pepper keys there are, the newest first; the newest peppers."""
    return sorted((int(number) for number in settings.ANJU_KEYS["pepper"]), reverse=True)


def peppered(text: str, *, number: int) -> bytes:
    """HMAC-SHA256 of a text under one pepper key, 32 bytes. Raises KeyError for no such key."""
    key = bytes.fromhex(settings.ANJU_KEYS["pepper"][str(number)])
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256")
