"""Masks (脱敏): one per kind of data, the same on every channel, never taken as input."""

from __future__ import annotations

import re

# Whatever could be a code, a birthday, a mobile, an identity number or a card, also in pieces.
_SPACED_MOBILE = re.compile(r"(?<!\d)1[3-9]\d[ -]\d{4}[ -]\d{4}(?!\d)")
_NUMBER = re.compile(r"\d{6,}[Xx]?")


def mask_name(name: str) -> str:
    """Keep the last character: 张小三 is **三, 阿卜杜拉·买买提 is **提."""
    return "*" * min(2, len(name) - 1) + name[-1] if len(name) > 1 else "*" * len(name)


def mask_identity(number: str) -> str:
    """Keep the first three and the last two places of an identity number."""
    if len(number) < 8:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def mask_mobile(number: str) -> str:
    """Keep three and four places: 138****1234."""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else "*" * len(number)


def mask_card(number: str) -> str:
    """Keep the last four places of a bank card: ****8821."""
    return f"****{number[-4:]}" if len(number) > 8 else "*" * len(number)


def mask_account(number: str) -> str:
    """Keep four and four places of an account number: 0230****0016."""
    if len(number) > 9:
        return f"{number[:4]}****{number[-4:]}"
    return f"****{number[-2:]}" if len(number) > 4 else "*" * len(number)


def mask_email(address: str) -> str:
    """Keep the first character and the domain: w****@example.cn."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}****@{domain}" if at else "*" * len(address)


def mask_numbers(text: str) -> str:
    """Mask every number of six digits or more in a text nobody has looked at, as a log line."""
    joined = _SPACED_MOBILE.sub(lambda found: re.sub("[ -]", "", found[0]), text)
    return _NUMBER.sub(lambda found: _mask_number(found[0]), joined)


def _mask_number(number: str) -> str:
    if len(number) < 11:
        return "*" * len(number)
    if len(number) == 11:
        return mask_mobile(number)
    return mask_identity(number) if 15 <= len(number) <= 19 else mask_account(number)


def mask_address(address: str) -> str:
    """Keep the neighbourhood of a network address: 203.0.*.*, 2001:db8:*."""
    if ":" in address:
        return ":".join(address.split(":")[:2]) + ":*"
    parts = address.split(".")
    return ".".join([*parts[:2], "*", "*"]) if len(parts) == 4 else "*" * len(address)


def looks_masked(text: str) -> bool:
    """Whether a text carries a mask's stars and so must not be taken as a value."""
    return any(star in text for star in "*＊●")
