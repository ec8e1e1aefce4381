"""What the rules say about an application: condition, requirement, his own data, result."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

Outcome = Literal["met", "not_met", "unknown", "risk"]


@dataclass(frozen=True)
class Finding:
    """One numbered rule as it came out for one person on one day.

    `from_day` is the earliest day it is met, where that can be told.
    """

    number: str
    title: str
    yours: str
    requirement: str
    outcome: Outcome
    from_day: date | None = None
    next_step: str = ""

    @property
    def needs_eyes(self) -> bool:
        """Whether a reviewer must look at it: everything that is not simply met."""
        return self.outcome != "met"

    @property
    def word(self) -> str:
        """The result in a word."""
        return {"met": "符合", "not_met": "不符合", "unknown": "无法判断", "risk": "有风险"}[
            self.outcome
        ]


def findings_to_json(findings: Sequence[Finding]) -> str:
    """Findings as they are kept with a case."""
    return json.dumps(
        [asdict(one) | {"from_day": one.from_day and str(one.from_day)} for one in findings],
        ensure_ascii=False,
    )


def findings_from_json(text: str) -> list[Finding]:
    """The findings kept with a case."""
    return [
        Finding(**one | {"from_day": one["from_day"] and date.fromisoformat(one["from_day"])})
        for one in json.loads(text)
    ]
