"""A small nation with one city, written to a temporary folder, and steps into real cities."""

from collections.abc import Callable
from pathlib import Path

import pytest

from anju.policy.load import NATIONAL

REAL = Path(__file__).resolve().parents[2] / "profiles"


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """A copy of the real profiles, to be spoiled one mistake at a time."""
    for source in REAL.rglob("*.yaml"):
        if source.parent.name in (NATIONAL, "ningbo"):
            target = tmp_path / source.relative_to(REAL)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Stand in a city without a database."""

    def step(code: str) -> None:
        monkeypatch.setattr("anju.centers.current.center_code", lambda: code)

    return step
