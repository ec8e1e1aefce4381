"""What a request is, what a reply is, and which handler an address has."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from anju_simulators.authority.roots import Roots
from anju_simulators.clockwork import Clockwork
from anju_simulators.faults import Faults
from anju_simulators.store import Store
from anju_simulators.wire import Seal, write_json


@dataclass(frozen=True)
class Bank:
    """Everything a request may need."""

    store: Store
    seal: Seal
    faults: Faults
    clockwork: Clockwork
    roots: Roots


@dataclass(frozen=True)
class Request:
    """One request, read; `path` is as it was signed, with its query."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """One answer; `plan` is the fault that befalls it on the wire."""

    status: int
    body: bytes
    kind: str = "application/json; charset=utf-8"
    plan: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def say(status: int, content: object, plan: Mapping[str, Any] | None = None) -> Reply:
    return Reply(status, write_json(content), plan=plan or {})


Handler = Callable[..., Reply]
Route = tuple[str, str, Handler]


def find(
    routes: Sequence[Route], method: str, path: str
) -> tuple[Handler, tuple[str, ...]] | None:
    for verb, pattern, handler in routes:
        match = re.fullmatch(pattern, path)
        if verb == method and match:
            return handler, match.groups()
    return None
