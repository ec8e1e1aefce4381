"""What people type about a material, read strictly, and how it is shown again."""

from collections.abc import Mapping
from datetime import date

from anju.documents.materials.kinds import Ask, Rule, Type
from anju.ground.amounts import BadAmount, format_yuan, parse_loose_yuan, plain_yuan
from anju.ground.document_numbers import plain_number
from anju.ground.errors import Refusal
from anju.ground.names import normalise

WORDS_MOST = 120
EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 1, 1)


class BadFields(Refusal):
    """Some fields cannot be kept; `faults` in detail says per field what is wrong."""

    code = "documents.bad_fields"


def read_said(rule: Rule, typed: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are kept: days ISO, amounts whole fen, the rest as typed.

    What was left empty is left out. Raises BadFields with every fault at once, also for a
    field the kind does not have.
    """
    said, faults = {}, {}
    for name in typed.keys() - {ask.name for ask in rule.asks}:
        faults[name] = "这类材料没有这一项。"
    for ask in rule.asks:
        text = " ".join(typed.get(ask.name, "").split())
        if text:
            try:
                said[ask.name] = _read(ask, text)
            except (BadAmount, _BadField) as bad:
                faults[ask.name] = str(bad)
        elif ask.needed:
            faults[ask.name] = f"请填写{ask.label}。"
    if faults:
        raise BadFields("有几处需要您修改，没有保存。", faults=faults)
    return said


class _BadField(ValueError):
    """Words for what is wrong with one field."""


def _read(ask: Ask, text: str) -> str:
    if ask.type is Type.FEN:
        return str(parse_loose_yuan(text))
    if ask.type is Type.DATE:
        return _day(ask, text)
    if len(text) > WORDS_MOST:
        raise _BadField(f"{ask.label}最多 {WORDS_MOST} 个字，请改短一些。")
    if any(ord(c) < 32 or "\u202a" <= c <= "\u202e" or "\u2066" <= c <= "\u2069" for c in text):
        raise _BadField(f"{ask.label}里有看不见的字符，请重新输入。")
    return text


def _day(ask: Ask, text: str) -> str:
    try:
        day = date.fromisoformat(normalise(text).replace("/", "-").replace(".", "-"))
    except ValueError as bad:
        raise _BadField(f"{ask.label}请写成 2026-11-18 的样子。") from bad
    if not EARLIEST <= day < LATEST:
        raise _BadField(f"{ask.label}应在 1950 年至 2099 年之间，请核对。")
    return day.isoformat()


def shown(ask: Ask, kept: str) -> str:
    """A kept field as people read it; an amount in yuan."""
    return f"{format_yuan(int(kept))} 元" if ask.type is Type.FEN and kept else kept


def as_typed(ask: Ask, kept: str) -> str:
    """A kept field as it stands in a form."""
    return plain_yuan(int(kept)) if ask.type is Type.FEN and kept else kept


def pairs(rule: Rule, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and value of every field that says something, in the kind's order."""
    return [
        (ask.label.removesuffix("（元）"), shown(ask, values[ask.name]))
        for ask in rule.asks
        if values.get(ask.name)
    ]


def number_in(rule: Rule, values: Mapping[str, str]) -> str:
    """The paper's own number in plain form: capital letters and digits, whatever the dress."""
    asked = rule.number
    kept = values.get(asked.name, "") if asked else ""
    return plain_number(kept)


def end_in(rule: Rule, values: Mapping[str, str]) -> date | None:
    """The last day on which it proves anything, where it says one."""
    asked = rule.end
    kept = values.get(asked.name, "") if asked else ""
    return date.fromisoformat(kept) if kept else None
