"""What costs every test time and proves nothing there: dear hashes, and files listed anew."""

from typing import Any

import argon2
import pytest
from whitenoise.middleware import WhiteNoiseMiddleware

from anju.identity.passwords import hasher

DEAR = hasher._ARGON
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, salt_len=hasher.SALT)


def hash_cheaply(patch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed by the product's own hasher, on a two-thousandth of its memory."""
    patch.setattr(hasher, "_ARGON", CHEAP)


def hash_dearly(patch: pytest.MonkeyPatch) -> None:
    """Passwords cost what they cost a guesser."""
    patch.setattr(hasher, "_ARGON", DEAR)


def list_files_once(patch: pytest.MonkeyPatch) -> None:
    """Each test's client sets the product up again; what it serves as files stays the same."""
    listed: dict[str, Any] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def remember(middleware: WhiteNoiseMiddleware) -> None:
        if not listed:
            look(middleware)
            listed.update(middleware.files)
        middleware.files.update(listed)

    patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", remember)
