"""Masks (脱敏): one per kind of data, the same on every channel, never taken as input."""

from __future__ import annotations


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


def looks_masked(text: str) -> bool:
    """Whether a text carries a mask's stars and so must not be taken as a value."""
    return any(star in text for star in "*＊●")
