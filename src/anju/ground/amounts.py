"""Amounts of money as text: what people type, what spreadsheets hold, what pages show."""

from __future__ import annotations

import re
import unicodedata

from anju.ground.errors import Refusal

_STRICT = re.compile(r"(\d{1,13})(?:\.(\d{1,2}))?", re.ASCII)
_TRAILING_ZEROS = re.compile(r"\d+\.\d*0", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_MINUS = "-\u2212\u2013\u2014\ufe63\uff0d"


class BadAmount(Refusal):
    """The text is not an amount we can take; `reason` in detail names what is wrong."""

    code = "ground.bad_amount"


# Asked in this order; the first that fits is what the person is told.
_WRONG: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("empty", re.compile(r"\s*"), "请填写金额，例如 1234.50。"),
    (
        "too_long",
        re.compile(r"\d{14,}(\.\d*)?", re.ASCII),
        "金额位数过长，整数部分最多 13 位，请核对后重新填写。",
    ),
    (
        "decimals",
        re.compile(r"\d*\.\d{3,}", re.ASCII),
        "金额最多两位小数，也就是到分，例如 100.01。",
    ),
    (
        "negative",
        re.compile(rf"\s*[{_MINUS}].*", re.DOTALL),
        "金额不能是负数，请填写大于 0 的金额。",
    ),
    (
        "full_width",
        re.compile(r".*[\uff00-\uffef\u3000].*", re.DOTALL),
        "金额里有全角字符，请切换到英文输入法后重新填写，例如 100。",
    ),
    (
        "scientific",
        re.compile(r"\s*\+?[\d.]+[eE][+-]?\d*\s*", re.ASCII),
        "金额不能用科学计数法，请直接填写数字，例如 1e3 请填写 1000。",
    ),
    (
        "separators",
        re.compile(r"[\d,.]*,[\d,.]*", re.ASCII),
        "金额里请不要写千位逗号，例如 1,000 请填写 1000。",
    ),
    (
        "characters",
        re.compile(r".*", re.DOTALL),
        "金额只能由数字和一个小数点组成，例如 1234.50。",
    ),
)


def _explain(text: str) -> BadAmount:
    """Name the first thing that is wrong with a text that is no amount."""
    reason, sentence = next((r, s) for r, pattern, s in _WRONG if pattern.fullmatch(text))
    return BadAmount(sentence, reason=reason, text=text[:40])


def parse_yuan(text: str, *, allow_zero: bool = False) -> int:
    """Read an amount in yuan as typed on a form, strictly; the answer is in fen.

    ASCII digits only, at most 13 before the point and 2 after it; nothing is rounded.
    Raises BadAmount, saying what is wrong, also for zero unless allow_zero.
    """
    found = _STRICT.fullmatch(text)
    if found is None:
        raise _explain(text)
    fen = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if fen == 0 and not allow_zero:
        raise BadAmount("金额必须大于 0 元，请重新填写。", reason="zero", text=text[:40])
    return fen


def parse_loose_yuan(text: str, *, allow_zero: bool = False) -> int:
    """Read an amount in yuan from a spreadsheet cell, forgiving its dress; answer in fen.

    Spaces, full-width characters, well-placed thousands commas, ￥ before and 元 after are
    taken off, and zeros past the second decimal; then parse_yuan decides.
    Raises BadAmount as parse_yuan does.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = plain.removeprefix("¥").removesuffix("整").removesuffix("元")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if _TRAILING_ZEROS.fullmatch(plain):
        plain = plain.rstrip("0").removesuffix(".")
    return parse_yuan(plain, allow_zero=allow_zero)


def format_yuan(fen: int) -> str:
    """Show fen as yuan for people: 86,452.37, with a true minus (U+2212) when negative."""
    yuan, rest = divmod(abs(fen), 100)
    sign = "\u2212" if fen < 0 else ""
    return f"{sign}{yuan:,}.{rest:02d}"


def plain_yuan(fen: int) -> str:
    """Show fen as yuan for files and machines: 86452.37, with an ASCII minus when negative."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"
