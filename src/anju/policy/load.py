"""Puts a center's profile together: the nation's values first, the city's over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from anju.policy.catalogue import CATALOGUE, YEARLY
from anju.policy.read import ProfileError, read_file
from anju.policy.timeline import Profile, Timeline

NATIONAL: Final = "national"
# The oldest day any center's books reach back to; every key has a value from here on.
KNOWN_SINCE: Final = date(2023, 7, 1)


def _read_folder(folder: Path) -> dict[str, Timeline]:
    found: dict[str, Timeline] = {}
    for path in sorted(folder.glob("*.yaml")):
        read = read_file(path)
        twice = sorted(read.keys() & found.keys())
        if twice:
            raise ProfileError(f"{path}: {twice[0]}: stands in another file as well")
        found |= read
    return found


def _check_no_gap(folder: Path, timeline: Timeline) -> None:
    if timeline.first_days[0] > KNOWN_SINCE:
        raise ProfileError(
            f"{folder}: {timeline.key}: nothing holds from {KNOWN_SINCE} "
            f"until {timeline.first_days[0]}"
        )
    if timeline.key not in YEARLY:
        return
    for year in range(KNOWN_SINCE.year, timeline.first_days[-1].year):
        if date(year, 7, 1) not in timeline.first_days:
            raise ProfileError(
                f"{folder}: {timeline.key}: the year from {year}-07-01 is missing"
            )


_NOT_ABOVE = (
    ("contribution.base_floor_fen", "contribution.base_cap_fen"),
    ("contribution.employer_ratio_lower", "contribution.employer_ratio_upper"),
    ("contribution.own_ratio_lower", "contribution.own_ratio_upper"),
)


def _check_sense(folder: Path, profile: Profile) -> None:
    """Values that are right by themselves must also be right together."""
    for low_key, high_key in _NOT_ABOVE:
        low, high = profile.timelines[low_key], profile.timelines[high_key]
        for day in {*low.first_days, *high.first_days}:
            if day >= KNOWN_SINCE and low.at(day) > high.at(day):
                raise ProfileError(f"{folder}: {low_key}: above {high_key} on {day}")
    for branches in profile.timelines["hall.branches"].values:
        codes = [branch.code for branch in branches]
        if len(codes) != len(set(codes)):
            raise ProfileError(f"{folder}: hall.branches: a code stands twice")


def _assemble(folder: Path, national: Mapping[str, Timeline]) -> Profile:
    own = _read_folder(folder)
    timelines = {**national, **own}
    for key in own.keys() & national.keys():
        timelines[key] = own[key].preceded_by(national[key])
    missing = sorted(CATALOGUE.keys() - timelines.keys())
    if missing:
        raise ProfileError(f"{folder}: {missing[0]}: has no value here nor in {NATIONAL}")
    for timeline in timelines.values():
        _check_no_gap(folder, timeline)
    profile = Profile(folder.name, MappingProxyType(timelines))
    _check_sense(folder, profile)
    return profile


def load_profiles(root: Path) -> dict[str, Profile]:
    """Read every center's profile under a folder that holds national/ and one folder each.

    Raises ProfileError, naming folder or file and key, for anything read_file refuses, for a
    key without value, a day since KNOWN_SINCE without value, or values that contradict.
    """
    if not (root / NATIONAL).is_dir():
        raise ProfileError(f"{root}: there is no folder {NATIONAL}")
    national = _read_folder(root / NATIONAL)
    folders = (folder for folder in sorted(root.iterdir()) if folder.is_dir())
    return {
        folder.name: _assemble(folder, national)
        for folder in folders
        if folder.name != NATIONAL
    }
