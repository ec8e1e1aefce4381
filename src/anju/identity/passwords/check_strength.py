"""Refuses passwords that others would try first, and says which rule spoke."""

import re
from dataclasses import dataclass
from enum import StrEnum

from anju.ground.errors import Refusal
from anju.identity.passwords.habits import habit_of_digits, habit_of_text
from anju.identity.passwords.own_words import own_digits, own_words
from anju.identity.passwords.weak_words import is_common, is_common_pin, names_the_fund

SHORTEST, LONGEST = 8, 128
# What must be left of a password once the words everybody can guess are taken out of it.
LEAST_BESIDE = 6
_SIX = re.compile(r"[0-9]{6}", re.ASCII)


class Shape(StrEnum):
    """What a password looks like: free text, or the six digits of a PIN."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True)
class PersonWords:
    """What others know about somebody, and would try."""

    name: str = ""
    identity_number: str = ""
    mobile: str = ""
    others: tuple[str, ...] = ()


class WeakPassword(Refusal):
    """The sentence says which rule spoke; `rule` in the detail names it."""

    code = "identity.weak_password"


def check_strength(*, password: str, about: PersonWords, shape: Shape) -> None:
    """Let a password through unless it is among those that are guessed first.

    LONG takes 8 to 128 characters of any kind, nothing trimmed, nothing prescribed; SHORT takes
    six digits. Raises WeakPassword. (Security 2.1 items 30 to 32, 3.3.)
    """
    if shape is Shape.SHORT:
        _check_six(password, about)
    else:
        _check_text(password, about)


def _check_six(pin: str, about: PersonWords) -> None:
    if not _SIX.fullmatch(pin):
        raise WeakPassword("请设置 6 位数字。", rule="six_digits")
    habit = habit_of_digits(pin)
    if habit:
        raise WeakPassword(f"这组数字{habit}，别人很容易猜到，请换一组。", rule="habit")
    if is_common_pin(pin):
        raise WeakPassword("这组数字用的人太多，别人很容易猜到，请换一组。", rule="common")
    said = own_digits(
        pin, identity_number=about.identity_number, mobile=about.mobile, others=about.others
    )
    if said:
        raise WeakPassword(f"这组数字取自您的{said}，请换一组。", rule="own")


def _check_text(password: str, about: PersonWords) -> None:
    if len(password) < SHORTEST:
        raise WeakPassword(
            f"密码至少 {SHORTEST} 位，您填写了 {len(password)} 位。"
            "可以用几个词连成一句，汉字、空格和符号都可以。",
            rule="short",
        )
    if len(password) > LONGEST:
        raise WeakPassword(f"密码最多 {LONGEST} 位，您填写了 {len(password)} 位。", rule="long")
    habit = habit_of_text(password)
    if habit:
        raise WeakPassword(f"这个密码{habit}，别人很容易猜到，请换一个。", rule="habit")
    if is_common(password):
        raise WeakPassword("这个密码用的人太多，别人很容易猜到，请换一个。", rule="common")
    _check_words(password, about)


def _check_words(password: str, about: PersonWords) -> None:
    """Refuse what is little more than words about the person or the fund."""
    rest = password.casefold()
    said: list[str] = []
    for words in (
        own_words(
            name=about.name,
            identity_number=about.identity_number,
            mobile=about.mobile,
            others=about.others,
        ),
        names_the_fund(),
    ):
        for word, kind in words:
            if word in rest:
                said.append(kind)
                rest = rest.replace(word, "")
    if said and len(rest) < LEAST_BESIDE:
        raise WeakPassword(
            f"这个密码除了{'和'.join(dict.fromkeys(said))}，只剩不到 {LEAST_BESIDE} 位，"
            "别人很容易猜到，请换一个。",
            rule="own",
        )
