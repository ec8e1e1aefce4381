"""Invented persons and firms whose numbers carry right check digits, for demo and tests."""

from __future__ import annotations

from datetime import date

from anju.ground.digits import (
    credit_check_digit,
    identity_check_digit,
    luhn_check_digit,
    organisation_check_digit,
)


def make_identity_number(region: str, born_on: date, order: int) -> str:
    """Make a valid identity number: a region of six digits, an order 0–999 (odd is male).

    Raises ValueError for a region or an order that does not fit.
    """
    if not (len(region) == 6 and region.isdigit() and 0 <= order <= 999):
        raise ValueError(f"no such region or order: {region} {order}")
    first_17 = f"{region}{born_on:%Y%m%d}{order:03d}"
    return first_17 + identity_check_digit(first_17)


def make_credit_code(seq: int, *, region: str = "330200") -> str:
    """Make a valid unified social credit code of an enterprise; seq 0–99,999,999 is unique.

    Raises ValueError for a region or a seq that does not fit.
    """
    if not (len(region) == 6 and region.isdigit() and 0 <= seq <= 99_999_999):
        raise ValueError(f"no such region or sequence: {region} {seq}")
    organisation = f"{seq:08d}"
    first_17 = f"91{region}{organisation}{organisation_check_digit(organisation)}"
    return first_17 + credit_check_digit(first_17)


def make_bank_card(seq: int, *, issuer: str = "621700") -> str:
    """Make a 19-digit card number that passes Luhn; seq 0–999,999,999,999 is unique.

    Raises ValueError for an issuer or a seq that does not fit.
    """
    if not (len(issuer) == 6 and issuer.isdigit() and 0 <= seq < 10**12):
        raise ValueError(f"no such issuer or sequence: {issuer} {seq}")
    digits = f"{issuer}{seq:012d}"
    return digits + luhn_check_digit(digits)


def make_mobile(seq: int) -> str:
    """Make a mobile number; seq 0–99,999,999 is unique. Raises ValueError for another seq."""
    if not 0 <= seq <= 99_999_999:
        raise ValueError(f"no such sequence: {seq}")
    return f"138{seq:08d}"
