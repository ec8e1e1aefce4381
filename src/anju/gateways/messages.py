"""What a bank may write, read strictly: nothing is guessed, repaired or rounded."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from anju.payments.bank import (
    Acceptance,
    Answer,
    BankSilent,
    CardAnswer,
    CardResult,
    Notice,
    Party,
    State,
    Statement,
    StatementLine,
)

_FEN = re.compile(r"(?:0|[1-9][0-9]{0,16})\Z", re.ASCII)
_SERIAL = re.compile(r"[A-Za-z0-9_-]{1,40}\Z", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_STATES: dict[str, State] = {
    "accepted": "accepted",
    "succeeded": "succeeded",
    "rejected": "rejected",
}
_CARD_RESULTS: dict[str, CardResult] = {word: word for word in get_args(CardResult)}
_LONGEST_TEXT = 400


def read_acceptance(body: bytes) -> Acceptance:
    """Read the answer to an instruction. Raises BankSilent when it is malformed."""
    content = read_object(body)
    return Acceptance(
        serial=_serial(content, "serial"),
        bank_serial=_serial(content, "bank_serial"),
        state=_state(content),
    )


def read_answer(body: bytes) -> Answer:
    """Read what became of an instruction. Raises BankSilent when it is malformed.

    An instruction that succeeded has a date; any other has none.
    """
    content = read_object(body)
    state, value_on = _state(content), content.get("value_on")
    if (value_on is not None) != (state == "succeeded"):
        raise _malformed("value_on")
    return Answer(
        serial=_serial(content, "serial"),
        bank_serial=_serial(content, "bank_serial"),
        state=state,
        amount_fen=_fen(content, "amount_fen", zero=False),
        reason=_text(content, "reason"),
        value_on=None if value_on is None else _day(content, "value_on"),
        message_id=_text(content, "message_id") if "message_id" in content else "",
    )


def read_card_answer(body: bytes) -> CardAnswer:
    """Read what the bank found of a card. Raises BankSilent when it is malformed."""
    content = read_object(body)
    result = content.get("result")
    if not isinstance(result, str) or result not in _CARD_RESULTS:
        raise _malformed("result")
    return CardAnswer(_CARD_RESULTS[result], _serial(content, "reference"))


def read_notice(body: bytes) -> Notice:
    """Read that money has come by itself. Raises BankSilent when it is malformed."""
    content = read_object(body)
    payer = content.get("payer")
    if not isinstance(payer, dict):
        raise _malformed("payer")
    return Notice(
        account=_text(content, "account"),
        day=_day(content, "date"),
        bank_serial=_serial(content, "bank_serial"),
        amount_fen=_fen(content, "amount_fen", zero=False),
        payer=Party(_text(payer, "account"), _text(payer, "name")),
        digest=_text(content, "digest"),
        remark=_text(content, "remark"),
        message_id=_text(content, "message_id"),
    )


def read_statement(body: bytes) -> Statement:
    """Read a statement as written; whether it adds up is `Statement.flaw`.

    Raises BankSilent when it is malformed.
    """
    content = read_object(body)
    lines = content.get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise _malformed("lines")
    return Statement(
        account=_text(content, "account"),
        day=_day(content, "date"),
        opening_fen=_fen(content, "opening_fen"),
        closing_fen=_fen(content, "closing_fen"),
        lines=tuple(_line(line) for line in lines),
    )


def _line(content: Mapping[str, Any]) -> StatementLine:
    line_no, direction = content.get("line_no"), content.get("direction")
    if isinstance(line_no, bool) or not isinstance(line_no, int):
        raise _malformed("line_no")
    if direction not in ("in", "out"):
        raise _malformed("direction")
    return StatementLine(
        line_no=line_no,
        bank_serial=_serial(content, "bank_serial"),
        serial=None if content.get("serial") is None else _serial(content, "serial"),
        direction="in" if direction == "in" else "out",
        amount_fen=_fen(content, "amount_fen", zero=False),
        balance_fen=_fen(content, "balance_fen"),
        other_account=_text(content, "other_account"),
        other_name=_text(content, "other_name"),
        remark=_text(content, "remark"),
        # Banks that have no word of their own (摘要) leave the field out.
        digest=_text(content, "digest") if "digest" in content else "",
    )


def read_object(body: bytes) -> dict[str, Any]:
    """Read one JSON object; a fraction, NaN, or a key given twice makes it malformed."""
    try:
        content = json.loads(
            body.decode(),
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
            object_pairs_hook=_each_key_once,
        )
    except (ValueError, RecursionError) as error:
        raise BankSilent(f"银行报文不是合格的 JSON：{error}") from error
    if not isinstance(content, dict):
        raise BankSilent("银行报文不是一个 JSON 对象。")
    return content


def _no_fraction(text: str) -> object:
    raise ValueError(f"不接受 {text}")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("有重复的字段")
    return content


def _malformed(key: str) -> BankSilent:
    return BankSilent(f"银行报文的字段 {key} 缺失或写法不对。")


def _text(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise _malformed(key)
    return value


def _serial(content: Mapping[str, Any], key: str) -> str:
    value = content.get(key)
    if not isinstance(value, str) or not _SERIAL.match(value):
        raise _malformed(key)
    return value


def _fen(content: Mapping[str, Any], key: str, *, zero: bool = True) -> int:
    value = content.get(key)
    if not isinstance(value, str) or not _FEN.match(value) or (value == "0" and not zero):
        raise _malformed(key)
    return int(value)


def _day(content: Mapping[str, Any], key: str) -> date:
    value = content.get(key)
    if not isinstance(value, str) or not _DAY.match(value):
        raise _malformed(key)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise _malformed(key) from error


def _state(content: Mapping[str, Any]) -> State:
    value = content.get("state")
    if not isinstance(value, str) or value not in _STATES:
        raise _malformed("state")
    return _STATES[value]
