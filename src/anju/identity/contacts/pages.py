"""The public pages to which messages lead; only a door knows its own address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pages:
    """Full addresses: `disavow`, to which a token is added, and `confirm`."""

    disavow: str
    confirm: str
