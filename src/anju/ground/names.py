"""People's names as GB 18030 writes them, and typed text brought to plain form."""

from __future__ import annotations

import re
import unicodedata

from anju.ground.errors import Refusal

# Written out because Python 3.11 does not know the newest extensions of Unicode.
_HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002fa1f\U00030000-\U000323af"
)
_DOTS = re.compile(r"\s*[\u00b7\u2022\u2024\u2027\u2219\u22c5\u30fb\uff0e\uff65]\s*")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_GAP_AFTER_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")
_JOINERS = "\u00b7 -'."
NAME_LENGTH_MAX = 50  # 民委发〔2016〕33号: room for at least 50 characters


class BadName(Refusal):
    """The text is not a person's name."""

    code = "ground.bad_name"


def normalise(text: str) -> str:
    """Bring typed numbers and codes to plain form: full-width to ASCII, all spaces gone.

    For identity numbers, codes, cards, mobiles and amounts. Not for names, whose rare
    characters compatibility forms would change.
    """
    return "".join(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def _of_a_name(character: str) -> bool:
    if _HAN_CHARACTER.match(character) or character in _JOINERS:
        return True
    return unicodedata.category(character)[0] in "LM"


def check_name(text: str) -> str:
    """Read a person's name: rare characters kept as they are, 1 to 50 characters.

    Dots between the parts of a name become · (U+00B7), spaces inside Chinese names are
    removed and other runs of spaces become one. Raises BadName for an empty or too long
    name, and for digits, symbols, masks and characters without a place in GB 18030.
    """
    name = _DOTS.sub("\u00b7", _UNSEEN.sub("", text).strip())
    name = re.sub(r"\s+", " ", _GAP_AFTER_HAN.sub("", name))
    if not name:
        raise BadName("请填写姓名。", reason="empty")
    if len(name) > NAME_LENGTH_MAX:
        raise BadName(f"姓名最多 {NAME_LENGTH_MAX} 个字，请核对后重新填写。", reason="length")
    wrong = [character for character in name if not _of_a_name(character)]
    if wrong or not any(
        character.isalpha() or _HAN_CHARACTER.match(character) for character in name
    ):
        shown = "、".join(f"“{c}”" for c in dict.fromkeys(wrong)) or f"“{name}”"
        raise BadName(
            f"姓名里不能有{shown}，请对照身份证填写，间隔号请用“·”。", reason="characters"
        )
    return name
