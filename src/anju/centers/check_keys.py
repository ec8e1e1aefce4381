"""Refuses to start with keys that everybody knows, or that are no keys."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from anju.ground.sealing import CIPHERS

SEAL, INDEX, PEPPER = 16, 32, 32
SECRET_LEAST = 32
NUMBER_MOST = 255
HINT = "docs/operations/keys.md 写明每个密钥放在哪里、怎样生成。"


def check_keys(app_configs: Any, **how: Any) -> list[CheckMessage]:
    """What is wrong with the keys of this installation, in Chinese, for whoever starts it."""
    faults = [*_shape_faults(), *([] if settings.DEMO else _demo_faults())]
    return [Error(fault, hint=HINT, id="anju.E001") for fault in faults]


def _shape_faults() -> Iterator[str]:
    keys = settings.ANJU_KEYS
    for name, ring, size in (
        ("ANJU_SEAL_KEYS", keys["seal"], SEAL),
        ("ANJU_PEPPER_KEYS", keys["pepper"], PEPPER),
    ):
        for number, key in ring.items():
            if not (number.isdecimal() and 0 < int(number) <= NUMBER_MOST):
                yield f"{name} 的密钥编号应为 1 至 {NUMBER_MOST}，现在是“{number}”。"
            if _size(key) != size:
                yield f"{name} 的 {number} 号密钥{_should_be(size)}"
    if _size(keys["index"]) != INDEX:
        yield f"ANJU_INDEX_KEY {_should_be(INDEX)}"
    if settings.ANJU_SEAL_CIPHER not in CIPHERS:
        yield f"ANJU_SEAL_CIPHER 应为 {'、'.join(CIPHERS)} 之一。"


def _demo_faults() -> Iterator[str]:
    """A demo's keys stand in the source; with them a seal keeps nobody out."""
    keys = settings.ANJU_KEYS
    for name, given in (
        ("ANJU_SEAL_KEYS", [*keys["seal"].values()]),
        ("ANJU_INDEX_KEY", [keys["index"]]),
        ("ANJU_PEPPER_KEYS", [*keys["pepper"].values()]),
    ):
        if any(_says_little(key) for key in given):
            yield f"{name} 是演示用的密钥，正式环境不能使用。"
    secret = settings.SECRET_KEY
    if len(secret) < SECRET_LEAST or secret.startswith("only-for-the-demo"):
        yield f"ANJU_SECRET_KEY 没有设置，或不足 {SECRET_LEAST} 个字符。"


def _says_little(key: str) -> bool:
    """One byte over and over, as the demo's keys are."""
    pairs = [key[place : place + 2] for place in range(0, len(key), 2)]
    return all(one == other for one, other in pairwise(pairs))


def _size(key: str) -> int:
    try:
        return len(bytes.fromhex(key))
    except ValueError:
        return 0


def _should_be(size: int) -> str:
    return f"应为 {size} 字节（{size * 2} 位十六进制数字）。"
