"""Ratios as people write them: a percent with at most two decimals; a fraction inside."""

from __future__ import annotations

import re
from decimal import Decimal

from anju.ground.errors import Refusal
from anju.ground.names import normalise

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)%?", re.ASCII)


class BadPercent(Refusal):
    """The text is not a ratio in percent."""

    code = "ground.bad_percent"


def parse_percent(text: str) -> Decimal:
    """Read a ratio in percent as typed, "8", "8%" or "5.5"; the answer is a fraction, 0.055.

    Full-width digits and spaces are taken. Raises BadPercent for anything else and above 100.
    """
    found = _PERCENT.fullmatch(normalise(text))
    fraction = Decimal(found[1]) / 100 if found else Decimal(2)
    if fraction > 1:
        raise BadPercent("请填写百分数，例如 8 表示 8%；最多两位小数。", text=text[:20])
    return fraction


def format_percent(rate: Decimal) -> str:
    """A fraction as a percent without idle zeros: 0.08 is 8%, 0.055 is 5.5%."""
    text = f"{rate * 100:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
