"""The door to policy: which rule holds in the current center on a given day."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from anju.policy.items import CHINA, ItemState, state_of
from anju.policy.load import load_profiles
from anju.policy.shapes import Channel
from anju.policy.timeline import Profile, Segment

__all__ = [
    "ItemState",
    "Profile",
    "Segment",
    "center_codes",
    "item_open",
    "profile",
    "profiles",
    "reference",
    "segments",
    "value",
]


@cache
def profiles() -> dict[str, Profile]:
    """All profiles, read once from the folder in settings; raises ProfileError."""
    from django.conf import settings

    return load_profiles(settings.ANJU_PROFILES)


def center_codes() -> tuple[str, ...]:
    """The codes of all centers that have a profile, in alphabetical order."""
    return tuple(profiles())


def profile(center: str) -> Profile:
    """A center's profile; raises LookupError when there is none of that code."""
    found = profiles().get(center)
    if found is None:
        raise LookupError(f"there is no profile for center {center!r}")
    return found


def _current() -> Profile:
    # Imported late, so that profiles can be read and checked without a database.
    from anju.centers.current import center_code

    return profile(center_code())


def value(key: str, *, on: date) -> Any:
    """The value of a key in the current center on a day, typed and frozen.

    Amounts are fen, rates are fractions, lists are tuples. Raises KeyError for a key that
    does not exist, LookupError for a day before any value.
    """
    return _current().value(key, on=on)


def reference(key: str, *, on: date) -> str:
    """Where the current center's value of that day is written; raises as value does."""
    return _current().reference(key, on=on)


def segments(key: str, *, since: date, until: date) -> list[Segment]:
    """The current center's values from since until the day before until; raises as value."""
    return _current().segments(key, since=since, until=until)


def item_open(item: str, *, channel: str, at: datetime) -> ItemState:
    """Whether the current center serves an item on a channel at a moment.

    Raises KeyError for an unknown item, ValueError for an unknown channel.
    """
    current = _current()
    on = (at.astimezone(CHINA) if at.tzinfo else at).date()
    timeline = current.timelines[f"item.{item}"]
    return state_of(
        timeline.label,
        timeline.at(on),
        channel=Channel(channel),
        at=at,
        hotline=current.value("hall.hotline", on=on),
    )
