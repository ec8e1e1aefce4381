"""A process that would run on a wrong profile does not start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig
from django.conf import LazySettings

from anju.policy import rules
from anju.policy.read import ProfileError


@pytest.fixture
def unread() -> Iterator[None]:
    """Forget what was read, before and after."""
    rules.profiles.cache_clear()
    yield
    rules.profiles.cache_clear()


@pytest.mark.usefixtures("unread")
def test_a_wrong_profile_stops_the_start(nation: Path, settings: LazySettings) -> None:
    settings.ANJU_PROFILES = nation
    (nation / "ningbo" / "bank.yaml").write_text("bank.kind: 1\n", encoding="utf-8")
    with pytest.raises(ProfileError, match=r"bank\.yaml: bank\.kind: no such key"):
        AppConfig.create("anju.policy").ready()


@pytest.mark.usefixtures("unread")
def test_right_profiles_are_read_at_the_start(nation: Path, settings: LazySettings) -> None:
    settings.ANJU_PROFILES = nation
    AppConfig.create("anju.policy").ready()
    assert rules.center_codes() == ("ningbo",)
