"""The keys that stand outside the database."""

from collections.abc import Mapping
from typing import TypedDict

# For the tests and a first look; a real center is refused with them outside the demo.
DEMO_SEAL, DEMO_INDEX, DEMO_PEPPER = "5a" * 16, "1d" * 32, "9e" * 32


class Keys(TypedDict):
    """Hex keys: of seals and pepper by number, and the one of the indexes."""

    seal: dict[str, str]
    index: str
    pepper: dict[str, str]


def keys_of(environ: Mapping[str, str]) -> Keys:
    """The keys from the environment; ANJU_SEAL_KEYS and ANJU_PEPPER_KEYS are `1:hex,2:hex`."""
    return {
        "seal": _numbered(environ.get("ANJU_SEAL_KEYS", ""), DEMO_SEAL),
        "index": environ.get("ANJU_INDEX_KEY") or DEMO_INDEX,
        "pepper": _numbered(environ.get("ANJU_PEPPER_KEYS", ""), DEMO_PEPPER),
    }


def _numbered(text: str, fallback: str) -> dict[str, str]:
    pairs = [pair.partition(":") for pair in text.split(",") if pair]
    return {number: key for number, _, key in pairs} or {"1": fallback}
