"""The name a file came with, made harmless: it is shown, and means nothing."""

import re
import unicodedata

MOST = 80
_STRANGE = re.compile(r'[\\/:*?"<>|]+')


def shown_name(given: str, *, otherwise: str) -> str:
    """The last part of a name without controls and turning marks, at most 80 characters.

    What would end the text early or turn it around is dropped, not replaced. (Security G6.)
    """
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    plain = " ".join(_STRANGE.sub(" ", plain).split()).strip(". ")
    if len(plain) <= MOST:
        return plain or otherwise
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 5:
        return plain[:MOST]
    return f"{stem[: MOST - len(ending) - 2]}….{ending}"[:MOST]
