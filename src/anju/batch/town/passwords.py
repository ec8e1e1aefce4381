"""The passwords of the demo people, known to the town alone."""

import hashlib

WORDS = (
    "Qinghe", "Baiyun", "Songtao", "Mingyue", "Chunfeng", "Yuquan", "Lanting", "Huaixiang",
    "Xishan", "Donghu", "Zhulin", "Yanyu", "Fengqiao", "Haitang", "Ziyang", "Luming",
)  # fmt: skip


def password_of(*words: str) -> str:
    """The password of whoever is named so: always the same, eight characters and more."""
    digest = hashlib.sha256("/".join(words).encode()).digest()
    return f"{WORDS[digest[0] % len(WORDS)]}{int.from_bytes(digest[1:4]) % 9000 + 1000}"
