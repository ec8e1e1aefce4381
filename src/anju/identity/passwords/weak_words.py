"""Passwords that many people have, and the words of the fund itself.

The common passwords of the world come with Django (20,000, by Royce Williams); what people in
China choose, and what a fund's own people choose, stands in our own file beside this one.
"""

import re
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator

from anju.centers.connection import connection

FILE = Path(__file__).with_name("weak_words.txt")
_PLACE = re.compile(r"(.+?)(?:市|州|盟|地区|自治州|省)?(?:省直)?住房公积金.*")


def is_common(password: str) -> bool:
    """Whether many people have this password, in capitals or not, trimmed or not."""
    plain = password.casefold().strip()
    return plain in _sections()["passwords"] or plain in _world()


def is_common_pin(pin: str) -> bool:
    """Whether many people have these six digits."""
    return pin in _sections()["digits"]


def names_the_fund() -> list[tuple[str, str]]:
    """Words of housing funds and of this center with what they are, the longest first."""
    words = {*_sections()["fund"], *_words_of_center()}
    return [(word, "公积金常用词") for word in sorted(words, key=len, reverse=True)]


def _words_of_center() -> set[str]:
    """The center's code, which spells its city, and the city's own name."""
    if connection.schema_name == "public":
        return set()
    place = _PLACE.fullmatch(getattr(connection.tenant, "name", "") or "")
    return {str(connection.schema_name), *({place[1]} if place else set())}


@cache
def _world() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


@cache
def _sections() -> dict[str, frozenset[str]]:
    """The file's words by section: passwords, digits, fund."""
    found: dict[str, set[str]] = {"passwords": set(), "digits": set(), "fund": set()}
    section = ""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            found[section] |= set(line.casefold().split())
    return {name: frozenset(words) for name, words in found.items()}
