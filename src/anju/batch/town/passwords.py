"""The passwords of the demo people, known to the town alone."""

import hashlib
from itertools import count

from anju.identity.passwords.check_strength import (
    PersonWords,
    Shape,
    WeakPassword,
    check_strength,
)

WORDS = (
    "Qinghe", "Baiyun", "Songtao", "Mingyue", "Chunfeng", "Yuquan", "Lanting", "Huaixiang",
    "Xishan", "Donghu", "Zhulin", "Yanyu", "Fengqiao", "Haitang", "Ziyang", "Luming",
)  # fmt: skip


def password_of(*words: str) -> str:
    """The password of whoever is named so: always the same, eight characters and more."""
    digest = hashlib.sha256("/".join(words).encode()).digest()
    return f"{WORDS[digest[0] % len(WORDS)]}{int.from_bytes(digest[1:4]) % 9000 + 1000}"


def payment_password_of(about: PersonWords, *words: str) -> str:
    """Six digits for whoever is named so: always the same, the first that are not weak."""
    for turn in count():
        digest = hashlib.sha256("/".join(("pin", f"{turn}", *words)).encode()).digest()
        pin = f"{int.from_bytes(digest[:4]) % 1_000_000:06d}"
        try:
            check_strength(password=pin, about=about, shape=Shape.SHORT)
        except WeakPassword:
            continue
        return pin
    raise AssertionError("numbers do not end")
