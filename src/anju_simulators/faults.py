"""The switches that make the bank misbehave, and which message gets which fault."""

import json
import random
import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

from anju_simulators.store import Store
from anju_simulators.wire import Refused

# What goes wrong on the wire; it can befall any message to the bank.
ON_THE_WIRE = {
    "silence_before": "不答复，也不办理",
    "silence_after": "已办理，但不答复、不通知",
    "reset": "答复传到一半断线",
    "slow": "答复一字一字地传",
    "bad_signature": "答复和通知的签名不正确",
    "error": "答复系统故障（503），不办理",
}
# What goes wrong with the outcome; it is decided when the bank takes the instruction.
IN_THE_OUTCOME = {
    "delay": "迟迟才办理和通知",
    "duplicate": "同一结果通知多次",
    "contradict": "先后两次通知互相矛盾",
    "reject": "拒绝办理",
    "wrong_amount": "通知的金额与指令不符",
    "wrong_serial": "通知的流水号张冠李戴",
}
IN_THE_STATEMENT = {"statement": "对账单有缺陷"}
MODES = {
    "none": "一切正常",
    **ON_THE_WIRE,
    **IN_THE_OUTCOME,
    **IN_THE_STATEMENT,
    "random": "随机故障",
}

DAMAGES = {
    "missing": "缺一行",
    "repeated": "重复一行",
    "reordered": "次序颠倒",
    "truncated": "末尾缺行",
    "wrong_total": "期末余额不对",
    "wrong_day": "日期不对",
}
REJECT_REASONS = ("余额不足", "账户状态异常")
CONTACTS = ("instruction", "query", "statement", "card")
_MATCHES = ("payer", "payee", "serial", "kind", "purpose")
_DEFAULT_WAIT_MS = {"delay": 5_000, "slow": 10_000}
_NUMBERS = {
    "count": (0, 1_000_000),
    "seconds": (0, 3_600),
    "wait_ms": (0, 3_600_000),
    "times": (2, 50),
    "by_fen": (-(10**15), 10**15),
    "seed": (0, 2**63),
    "rate_percent": (0, 100),
}
_CHOICES = {
    "first": ("succeeded", "rejected"),
    "truth": ("succeeded", "rejected"),
    "damage": tuple(DAMAGES),
    "booked": (True, False),
}


class Faults:
    """The switch now set (kept over restarts), and the choice it makes for each message."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._contacts: Counter[tuple[str, str]] = Counter()
        self._switch: dict[str, Any] = json.loads(store.setting("faults") or '{"mode": "none"}')

    def now(self) -> dict[str, Any]:
        with self._lock:
            return dict(self._switch)

    def set(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Set the switch; the random mode begins its sequence anew."""
        switch = _checked(wanted)
        with self._lock:
            self._switch = switch
            self._contacts.clear()
            self._keep()
            return dict(switch)

    def choose(self, contact: str, facts: Mapping[str, str]) -> dict[str, Any]:
        """Choose what befalls this message: {} for nothing, else the fault with its details.

        A switch with a count goes out when the count is used up.
        """
        with self._lock:
            switch = self._switch
            if switch["mode"] == "none" or not _concerns(switch, contact, facts):
                return {}
            if switch["mode"] == "random":
                name = facts.get("serial", "")
                self._contacts[contact, name] += 1
                return _draw(switch, contact, name, self._contacts[contact, name])
            if switch.get("count") is not None:
                switch["count"] -= 1
                if switch["count"] <= 0:
                    self._switch = {"mode": "none"}
                self._keep()
            return {key: switch[key] for key in switch if key not in ("count", "match", "on")}

    def _keep(self) -> None:
        self._store.keep_setting("faults", json.dumps(self._switch, ensure_ascii=False))


def _checked(wanted: Mapping[str, Any]) -> dict[str, Any]:
    mode = wanted.get("mode")
    if mode not in MODES:
        raise Refused(400, f"没有这种故障：{mode}。可用：{'、'.join(MODES)}。")
    known = {"mode", "match", "on", "reason", *_NUMBERS, *_CHOICES}
    if stranger := sorted(set(wanted) - known):
        raise Refused(400, f"不认识的字段：{'、'.join(stranger)}。")
    given = {key: value for key, value in wanted.items() if value is not None}
    for key, (least, most) in _NUMBERS.items():
        value = given.get(key, least)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Refused(400, f"字段 {key} 应为 {least} 至 {most} 的整数。")
    for key, choices in _CHOICES.items():
        if key in given and given[key] not in choices:
            raise Refused(400, f"字段 {key} 应为其中之一：{choices}。")
    return {**given, "mode": mode, "on": _contacts(given, mode), "match": _match(given)}


def _contacts(given: Mapping[str, Any], mode: str) -> list[str]:
    usual = {"random": list(CONTACTS), "statement": ["statement"]}.get(mode, ["instruction"])
    on = given.get("on", usual)
    if not isinstance(on, list) or not on or not set(on) <= set(CONTACTS):
        raise Refused(400, f"字段 on 应为列表，取自：{'、'.join(CONTACTS)}。")
    return on


def _match(given: Mapping[str, Any]) -> dict[str, str]:
    match = given.get("match", {})
    if not isinstance(match, dict) or not set(match) <= set(_MATCHES):
        raise Refused(400, f"字段 match 可含：{'、'.join(_MATCHES)}。")
    return {key: str(value) for key, value in match.items()}


def _concerns(switch: Mapping[str, Any], contact: str, facts: Mapping[str, str]) -> bool:
    mode = switch["mode"]
    # An outcome is decided once, when the instruction comes; it cannot befall a question.
    if contact not in switch["on"] or (mode in IN_THE_OUTCOME and contact != "instruction"):
        return False
    return all(facts.get(key) == value for key, value in switch["match"].items())


def wait_ms(plan: Mapping[str, Any]) -> int:
    """How long the fault lasts, in milliseconds."""
    if "wait_ms" in plan:
        return int(plan["wait_ms"])
    if "seconds" in plan:
        return int(plan["seconds"]) * 1_000
    return _DEFAULT_WAIT_MS.get(str(plan.get("mode")), 0)


def _draw(switch: Mapping[str, Any], contact: str, name: str, turn: int) -> dict[str, Any]:
    """Draw by seed, serial and turn alone, so a run repeats however its threads interleave."""
    dice = random.Random(f"{switch.get('seed', 0)}|{contact}|{name}|{turn}")
    if dice.randrange(100) >= switch.get("rate_percent", 30):
        return {}
    modes = list(ON_THE_WIRE) + (list(IN_THE_OUTCOME) if contact == "instruction" else [])
    return {
        "mode": dice.choice(modes),
        "wait_ms": dice.randrange(20, 400) if "seconds" not in switch else wait_ms(switch),
        "times": dice.randrange(2, 6),
        "first": dice.choice(_CHOICES["first"]),
        "truth": dice.choice(_CHOICES["truth"]),
        "booked": dice.choice(_CHOICES["booked"]),
        "by_fen": dice.choice((-100, -1, 1, 100)),
        "reason": dice.choice(REJECT_REASONS),
    }


def damaged(statement: dict[str, Any], damage: str) -> dict[str, Any]:
    """Spoil a statement as asked; where it has fewer than two lines, spoil the total."""
    lines = list(statement["lines"])
    if damage == "wrong_day":
        return {**statement, "date": "2000-01-01"}
    if damage == "wrong_total" or len(lines) < 2:
        return {**statement, "closing_fen": str(int(statement["closing_fen"]) + 100)}
    if damage == "missing":
        del lines[len(lines) // 2 - 1]
    elif damage == "repeated":
        lines.insert(1, lines[0])
    elif damage == "reordered":
        lines.reverse()
    else:
        lines.pop()
    return {**statement, "lines": lines}
