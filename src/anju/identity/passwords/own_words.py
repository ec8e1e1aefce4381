"""What a person's own data offer to somebody who guesses."""

import re
from itertools import permutations

from pypinyin import lazy_pinyin

from anju.ground.identity import normalise

LEAST = 3
_BIRTHDAY = re.compile(r"[0-9]{6}((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})[0-9]{3}[0-9X]")


def own_digits(
    pin: str, *, identity_number: str, mobile: str, others: tuple[str, ...] = ()
) -> str:
    """From which of a person's data six digits are taken, in Chinese; nothing if from none."""
    if pin in birthdays(identity_number):
        return "生日"
    if pin in normalise(identity_number):
        return "证件号码"
    if pin in normalise(mobile):
        return "手机号码"
    return "账号" if any(pin in normalise(other) for other in others) else ""


def own_words(
    *, name: str, identity_number: str, mobile: str, others: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """Words that others know about somebody with what each is, the longest first."""
    number = normalise(identity_number).casefold()
    found = {number: "证件号码", number[-8:]: "证件号码", number[-6:]: "证件号码"}
    found |= {normalise(mobile): "手机号码", normalise(mobile)[-8:]: "手机号码"}
    found |= dict.fromkeys(birthdays(identity_number), "生日")
    found |= dict.fromkeys(_spellings(name), "姓名")
    found |= {other.casefold(): "您的资料" for other in others}
    words = [(word, kind) for word, kind in found.items() if _tells(word)]
    return sorted(words, key=lambda one: len(one[0]), reverse=True)


def birthdays(identity_number: str) -> set[str]:
    """A birthday as people write it, in six or eight digits, in any order."""
    found = _BIRTHDAY.fullmatch(normalise(identity_number).upper())
    if not found:
        return set()
    year, month, day = found.groups()
    short = year[2:]
    forms = {"".join(parts) for parts in permutations((short, month, day))}
    forms |= {"".join(parts) for parts in permutations((year, month, day))}
    for part in (month, day, f"{int(month)}{int(day)}"):
        forms |= {year + part, part + year}
    return {form for form in forms if len(form) >= 6}


def _spellings(name: str) -> set[str]:
    syllables = lazy_pinyin(name.replace("·", "")) if name else []
    plain = [syllable.casefold() for syllable in syllables]
    full, turned = "".join(plain), "".join(plain[1:] + plain[:1])
    initials = "".join(syllable[0] for syllable in plain if syllable)
    given = "".join(plain[1:])
    return {name.casefold(), full, turned, initials, given if len(given) > LEAST else ""}


def _tells(word: str) -> bool:
    """Whether a word is long enough to mean the person; two Chinese characters are."""
    return len(word) >= (LEAST if word.isascii() else 2)
