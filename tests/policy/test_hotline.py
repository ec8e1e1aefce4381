"""Every center is called under the number its profile names."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from anju.policy.hotline import hotline
from anju.policy.load import load_profiles

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def test_a_center_with_a_number_of_its_own_is_called_under_it(
    nation: Path, stand_in: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hotline(now=NOW, center="xinyang") == "12329"
    hall = nation / "national" / "hall.yaml"
    hall.write_text(
        hall.read_text(encoding="utf-8").replace('"12329"', '"0574-12329"'), "utf-8"
    )
    changed = load_profiles(nation)
    monkeypatch.setattr("anju.policy.rules.profiles", lambda: changed)
    stand_in("ningbo")
    assert hotline(now=NOW) == hotline(now=NOW, center="ningbo") == "0574-12329"
