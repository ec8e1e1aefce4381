"""What a member asks for, read strictly, and the fingerprint of that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from anju.centers.sealed import index_of
from anju.ground.amounts import BadAmount, parse_yuan
from anju.ground.document_numbers import plain_or_as_it_is
from anju.ground.errors import Refusal
from anju.ground.identity import BadIdentity, check_identity_number, normalise
from anju.policy.reasons import Ask, ReasonRule

TEXT_MOST = 120


class NotTold(Refusal):
    """Fields are missing or cannot be read; `fields` in detail maps their names to words."""

    code = "withdrawals.not_told"

    @property
    def fields(self) -> Mapping[str, str]:
        """What is wrong with each field."""
        found = self.detail.get("fields")
        return dict(found) if isinstance(found, Mapping) else {}


@dataclass(frozen=True)
class Request:
    """A withdrawal as it is asked for: the reason, the account, what was told, the papers.

    `materials` are numbers from the wallet; `amount_fen` is less than what is offered, if the
    member wants less. The amount itself is always worked out anew.
    """

    reason: str
    account: str
    told: Mapping[str, str]
    materials: tuple[str, ...] = ()
    amount_fen: int | None = None

    def fingerprint(self) -> str:
        """A digest of everything asked for: the same form with other words is another one."""
        said = [
            self.reason,
            self.account,
            sorted(self.told.items()),
            sorted(self.materials),
            self.amount_fen,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def read_told(rule: ReasonRule, posted: Mapping[str, str]) -> dict[str, str]:
    """What was told, by the reason's own questions; unknown fields are left out.

    Raises NotTold with words for every question that is not answered or answered wrongly.
    """
    told: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for ask in rule.asks:
        text = " ".join(posted.get(ask.name, "").split())
        if ask.kind == "identity":
            text = normalise(text).upper()
        words = _wrong(ask, text)
        if words:
            wrong[ask.name] = words
        elif text:
            told[ask.name] = text.upper() if ask.kind == "loan" else text
    if wrong:
        raise NotTold("；".join(wrong.values()), fields=wrong)
    return told


def home_of(rule: ReasonRule, told: Mapping[str, str]) -> str:
    """The number of the contract or permit that is used once, in plain form; or nothing."""
    for condition in rule.conditions:
        if condition.check == "home_not_used_before":
            return plain_or_as_it_is(told.get(condition.field, ""))
    return plain_or_as_it_is(told.get("contract_number", ""))


def home_index(home: str) -> bytes | None:
    """By what a contract is found again."""
    return index_of(home, purpose="document")


def _wrong(ask: Ask, text: str) -> str:
    if not text:
        return f"请填写{ask.label}。" if ask.needed else ""
    if len(text) > TEXT_MOST:
        return f"{ask.label}太长，最多 {TEXT_MOST} 个字。"
    return _READERS[ask.kind](ask, text)


def _yuan(ask: Ask, text: str) -> str:
    try:
        parse_yuan(text)
    except BadAmount as refused:
        return f"{ask.label}：{refused}"
    return ""


def _day(ask: Ask, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return f"{ask.label}请按 2026-11-29 的形式填写。"
    return (
        "" if date(1980, 1, 1) <= day <= date(2099, 12, 31) else f"{ask.label}请填写实际日期。"
    )


def _months(ask: Ask, text: str) -> str:
    good = text.isascii() and text.isdigit() and 1 <= int(text) <= 60
    return "" if good else f"{ask.label}请填写 1 至 60 的整数。"


def _choice(ask: Ask, text: str) -> str:
    return "" if text in ask.choices else f"{ask.label}请从给出的选项中选择。"


def _identity(ask: Ask, text: str) -> str:
    try:
        # Who is not born yet is on no record: that is found out when he is looked for.
        check_identity_number(text, today=date.max)
    except BadIdentity as refused:
        return f"{ask.label}：{refused}"
    return ""


def _any(ask: Ask, text: str) -> str:
    return ""


_READERS = {
    "yuan": _yuan,
    "day": _day,
    "months": _months,
    "choice": _choice,
    "text": _any,
    "loan": _any,
    "identity": _identity,
}
