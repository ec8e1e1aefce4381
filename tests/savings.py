"""What costs every test time and proves nothing there: hashes, puzzles, washing, listing."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import argon2
import pytest
from whitenoise.middleware import WhiteNoiseMiddleware

from anju.documents.materials import clean_file
from anju.identity.passwords import hasher
from anju.identity.robots import puzzle

DEAR = hasher._ARGON
COST = puzzle.COST
WASH = clean_file._wash
CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, salt_len=hasher.SALT)


def hash_cheaply(patch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed by the product's own hasher, on a two-thousandth of its memory."""
    patch.setattr(hasher, "_ARGON", CHEAP)


def hash_dearly(patch: pytest.MonkeyPatch) -> None:
    """Passwords cost what they cost a guesser."""
    patch.setattr(hasher, "_ARGON", DEAR)


def ask_little_work(patch: pytest.MonkeyPatch) -> None:
    """A browser solves a puzzle by as many keys as ever, each a hundred times cheaper."""
    patch.setattr(puzzle, "COST", COST // 100)


def ask_all_the_work(patch: pytest.MonkeyPatch) -> None:
    """A puzzle costs what it costs a robot."""
    patch.setattr(puzzle, "COST", COST)


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


def wash_once(patch: pytest.MonkeyPatch) -> None:
    """The same file comes out of the washing the same: the program apart is asked once."""
    kept: dict[tuple[str, bytes], tuple[dict[str, Any], dict[str, bytes]]] = {}

    def remember(kind: str, folder: Path) -> dict[str, Any]:
        key = kind, sha256((folder / "given").read_bytes()).digest()
        if key not in kept:
            told = WASH(kind, folder)
            kept[key] = told, {path.name: path.read_bytes() for path in folder.iterdir()}
        told, files = kept[key]
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return told

    patch.setattr(clean_file, "_wash", remember)


def wash_anew(patch: pytest.MonkeyPatch) -> None:
    """Every file goes through the program apart."""
    patch.setattr(clean_file, "_wash", WASH)
