"""Check digits: the arithmetic in identity numbers, organisation codes and bank cards."""

from __future__ import annotations

from operator import mul

_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def identity_check_digit(first_17: str) -> str:
    """The 18th place of a resident identity number (GB 11643): a digit or X."""
    # A digit's code is 48 more than the digit, and the weights add up to 100: 4800 too many.
    total = sum(map(mul, _IDENTITY_WEIGHTS, first_17.encode("ascii"))) - 4800
    return "10X98765432"[total % 11]


def organisation_check_digit(first_8: str) -> str:
    """The 9th place of an organisation code (GB 11714): a digit or X."""
    values = (int(character, 36) for character in first_8)
    total = sum(w * v for w, v in zip(_ORGANISATION_WEIGHTS, values, strict=True))
    return "0123456789X0"[(11 - total % 11)]


def credit_check_digit(first_17: str) -> str:
    """The 18th place of a unified social credit code (GB 32100)."""
    values = (_CREDIT_ALPHABET.index(character) for character in first_17)
    total = sum(w * v for w, v in zip(_CREDIT_WEIGHTS, values, strict=True))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def luhn_check_digit(all_but_last: str) -> str:
    """The last place of a bank card number (Luhn)."""
    total = 0
    for place, character in enumerate(reversed(all_but_last)):
        doubled = int(character) * (2 - place % 2)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)
