"""Where somebody is among the steps of a way, and how long until a code may be asked for."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any


def steps_of(names: Sequence[str], *, here: int) -> list[dict[str, Any]]:
    """The marks of `parts/stepper.html`: behind, here, ahead; the first step is 1."""
    return [
        {"label": name, "done": at < here, "here": at == here}
        for at, name in enumerate(names, start=1)
    ]


def seconds_until(moment: datetime | str | None, *, now: datetime) -> int:
    """Whole seconds, never too few, so that a countdown does not end before its time.

    A moment may be one that a session has kept as text; nothing and the past are 0.
    """
    if not moment:
        return 0
    at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return max(0, math.ceil((at - now).total_seconds()))
