"""These tests are about passwords: their hashes cost what they cost outside."""

import pytest


@pytest.fixture(autouse=True)
def _dear(dear_hashes: None) -> None:
    """Every test here hashes dearly."""
