"""Reads one profile file strictly: every mistake is named by file and key."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from anju.policy.catalogue import CATALOGUE
from anju.policy.timeline import Timeline


class ProfileError(Exception):
    """A profile cannot be trusted, so nothing may start with it; the text names the place."""


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid")
    value: Any
    reference: Annotated[str, Field(min_length=4)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: Annotated[str, Field(min_length=2)]
    unit: Annotated[str, Field(min_length=2)]
    values: Annotated[dict[date, _Value], Field(min_length=1)]
    checked_on: date


class _Loader(yaml.CSafeLoader):
    """YAML without its surprises: no key twice, no binary fractions."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [
        (loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
        for key, value in node.value
    ]
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ProfileError(f"{key} stands twice in one place{node.start_mark}")
    return dict(pairs)


def _no_fraction(loader: _Loader, node: yaml.ScalarNode) -> str:
    raise ProfileError(f'write {node.value} in quotes, "{node.value}"{node.start_mark}')


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)
_Loader.add_constructor("tag:yaml.org,2002:float", _no_fraction)


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place + ': ' if place else ''}{first['msg']}"


def _timeline(key: str, raw: Any) -> Timeline:
    """Check one key of a file; raises ProfileError without the file's name."""
    adapter = CATALOGUE.get(key)
    if adapter is None:
        raise ProfileError("no such key")
    try:
        entry = _Entry.model_validate(raw)
    except ValidationError as error:
        raise ProfileError(_explain(error)) from error
    first_days = tuple(sorted(entry.values))
    values = []
    for day in first_days:
        try:
            # By way of JSON, whose strict reading knows lists, times and quoted numbers.
            text = json.dumps(entry.values[day].value)
            values.append(adapter.validate_json(text, strict=True))
        except (ValidationError, TypeError) as error:
            told = _explain(error) if isinstance(error, ValidationError) else str(error)
            raise ProfileError(f"{day}: {told}") from error
    references = tuple(entry.values[day].reference for day in first_days)
    return Timeline(
        key, entry.label, entry.unit, entry.checked_on, first_days, tuple(values), references
    )


def read_file(path: Path) -> dict[str, Timeline]:
    """Read a file such as contribution.yaml, whose keys all begin with contribution; where
    there are many, parts of them may stand in contribution.more.yaml.

    Raises ProfileError, naming file and key, for unknown or doubled keys, missing labels,
    units, references or check days, wrong types, and unquoted fractions.
    """
    try:
        # _Loader is a safe loader; it constructs nothing but plain values.
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, ProfileError) as error:
        raise ProfileError(f"{path}: {error}") from error
    if not isinstance(raw, dict):
        raise ProfileError(f"{path}: there are no keys in it")
    found: dict[str, Timeline] = {}
    for key, content in raw.items():
        if not str(key).startswith(f"{path.name.split('.')[0]}."):
            raise ProfileError(f"{path}: {key}: does not belong in {path.name}")
        try:
            found[key] = _timeline(key, content)
        except ProfileError as error:
            raise ProfileError(f"{path}: {key}: {error}") from error
    return found
