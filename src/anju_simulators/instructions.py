"""Instructions to move money: taken once per serial, carried out a little later, then told."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from anju_simulators import books
from anju_simulators.faults import wait_ms
from anju_simulators.store import Store, now_text
from anju_simulators.wire import (
    Refused,
    fen_of,
    party_of,
    serial_of,
    text_of,
    write_json,
)

KINDS = ("collect", "pay")
_BETWEEN_CONTRADICTIONS_MS = 150


def read_instruction(content: Mapping[str, Any]) -> dict[str, Any]:
    """Read an instruction strictly; Raises Refused 400 naming the field that is wrong."""
    if content.get("kind") not in KINDS:
        raise Refused(400, "字段 kind 应为 collect（收款）或 pay（付款）。")
    payer, payee = party_of(content, "payer"), party_of(content, "payee")
    url = text_of(content, "callback_url", most=500)
    if url and not url.startswith(("http://", "https://")):
        raise Refused(400, "字段 callback_url 应为网址。")
    return {
        "serial": serial_of(content.get("serial")),
        "kind": content["kind"],
        "amount_fen": fen_of(content, "amount_fen"),
        "payer_account": payer[0],
        "payer_name": payer[1],
        "payee_account": payee[0],
        "payee_name": payee[1],
        "purpose": text_of(content, "purpose"),
        "remark": text_of(content, "remark"),
        "callback_url": url,
    }


def accept(
    store: Store, wanted: Mapping[str, Any], plan: Mapping[str, Any], *, due_ms: int
) -> dict[str, Any]:
    """Take an instruction; the same again is the same row, another under its serial is 409."""
    said = {key: value for key, value in wanted.items() if key != "callback_url"}
    fingerprint = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    with store.writing():
        known = store.row("SELECT * FROM instruction WHERE serial = ?", wanted["serial"])
        if known is None:
            late_ms = wait_ms(plan) if plan.get("mode") == "delay" else 0
            fields = {
                **wanted,
                "bank_serial": store.next_bank_serial(),
                "fingerprint": fingerprint,
                "plan": json.dumps(dict(plan), ensure_ascii=False),
                "received_at": now_text(),
                "due_ms": due_ms + late_ms,
            }
            store.run(
                f"INSERT INTO instruction ({', '.join(fields)})"
                f" VALUES ({', '.join('?' * len(fields))})",
                *fields.values(),
            )
            return fields
    if known["fingerprint"] != fingerprint:
        raise Refused(409, f"流水号 {wanted['serial']} 已用于另一笔指令。")
    return known


def answer_of(instruction: Mapping[str, Any]) -> dict[str, Any]:
    """What the bank says of an instruction when asked."""
    plan = json.loads(instruction["plan"])
    return {
        "serial": instruction["serial"],
        "bank_serial": instruction["bank_serial"],
        "state": instruction["state"],
        "amount_fen": str(_amount_told(instruction, plan)),
        "reason": instruction["reason"],
        "value_on": instruction["value_on"],
    }


def _amount_told(instruction: Mapping[str, Any], plan: Mapping[str, Any]) -> int:
    if plan.get("mode") == "wrong_amount" and instruction["state"] == "succeeded":
        return max(1, int(instruction["amount_fen"]) + int(plan.get("by_fen", -100)))
    return int(instruction["amount_fen"])


def execute(store: Store, serial: str, *, now_ms: int) -> None:
    """Carry out one accepted instruction and queue what is told of it, in one transaction."""
    with store.writing():
        row = store.row(
            "SELECT * FROM instruction WHERE serial = ? AND state = 'accepted'", serial
        )
        if row is None:
            return
        plan = json.loads(row["plan"])
        reason = _move_or_say_why_not(store, row, plan)
        row |= {
            "state": "rejected" if reason else "succeeded",
            "reason": reason,
            "value_on": None if reason else _value_on(store, row),
        }
        store.run(
            "UPDATE instruction SET state = ?, reason = ?, value_on = ? WHERE serial = ?",
            row["state"],
            row["reason"],
            row["value_on"],
            serial,
        )
        if row["callback_url"]:
            _queue(store, row, plan, now_ms=now_ms)


def _value_on(store: Store, row: Mapping[str, Any]) -> str:
    """Money collected is dated by its receiver, money paid by its payer: both are the fund."""
    fund, other = row["payer_account"], row["payee_account"]
    if row["kind"] == "collect":
        fund, other = other, fund
    return books.business_date(store, fund, other)


def _move_or_say_why_not(store: Store, row: Mapping[str, Any], plan: Mapping[str, Any]) -> str:
    """Move the money; or give the reason (a business answer, not an error) why it stays."""
    reason = _planned_reason(plan) or _obstacle(store, row)
    if reason:
        return reason
    amount_fen = int(row["amount_fen"])
    if plan.get("mode") == "wrong_amount" and plan.get("booked"):
        amount_fen = _amount_told({**row, "state": "succeeded"}, plan)
    payer = books.account(store, row["payer_account"])
    if payer["balance_fen"] < amount_fen:
        return "余额不足"
    movement = books.Movement(
        kind="instruction",
        amount_fen=amount_fen,
        payer=(row["payer_account"], row["payer_name"]),
        payee=(row["payee_account"], row["payee_name"]),
        value_on=_value_on(store, row),
        remark=row["remark"],
        serial=row["serial"],
    )
    books.move(store, movement, bank_serial=row["bank_serial"])
    return ""


def _planned_reason(plan: Mapping[str, Any]) -> str:
    if plan.get("mode") == "reject":
        return str(plan.get("reason") or "余额不足")
    if plan.get("mode") == "contradict" and plan.get("truth") == "rejected":
        return str(plan.get("reason") or "账户状态异常")
    return ""


def _obstacle(store: Store, row: Mapping[str, Any]) -> str:
    if row["payer_account"] == row["payee_account"]:
        return "收付款账户相同"
    for side, word in (("payer", "付款"), ("payee", "收款")):
        held = store.row("SELECT * FROM account WHERE number = ?", row[f"{side}_account"])
        if held is None or held["internal"]:
            # Money may be paid out to an account of another bank; nothing else is strange here.
            if side == "payee" and row["kind"] == "pay" and held is None:
                continue
            return f"{word}账户不存在"
        if held["status"] != "normal":
            return "账户状态异常"
        if held["name"] != row[f"{side}_name"]:
            return f"{word}户名不符"
    return ""


def _queue(
    store: Store, row: Mapping[str, Any], plan: Mapping[str, Any], *, now_ms: int
) -> None:
    forged = plan.get("mode") == "bad_signature"
    for after_ms, content in _messages(row, plan, today=_value_on(store, row)):
        store.run(
            "INSERT INTO delivery (serial, url, body, forged, due_ms) VALUES (?, ?, ?, ?, ?)",
            row["serial"],
            row["callback_url"],
            write_json(content).decode(),
            int(forged),
            now_ms + after_ms,
        )


def _messages(
    row: Mapping[str, Any], plan: Mapping[str, Any], *, today: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each message to send: after how many milliseconds, and its content."""
    mode, truth = plan.get("mode"), {**answer_of(row), "message_id": secrets.token_hex(8)}
    if mode == "silence_after":
        return
    if mode == "duplicate":
        for copy in range(int(plan.get("times", 3))):
            # A real bank repeats both ways: the same message, and the same news as a new one.
            yield 0, truth if copy % 2 == 0 else {**truth, "message_id": secrets.token_hex(8)}
    elif mode == "contradict":
        first = plan.get("first", "succeeded")
        other = "rejected" if first == "succeeded" else "succeeded"
        yield 0, _as_if(truth, first, today)
        yield _BETWEEN_CONTRADICTIONS_MS, _as_if(truth, other, today)
    elif mode == "wrong_serial":
        yield 0, {**truth, "serial": f"{truth['serial'][:60]}X"}
    else:
        yield 0, truth


def _as_if(truth: Mapping[str, Any], state: str, today: str) -> dict[str, Any]:
    told = {**truth, "state": state, "message_id": secrets.token_hex(8)}
    if state == truth["state"]:
        return told
    if state == "rejected":
        return {**told, "reason": "账户状态异常", "value_on": None}
    return {**told, "reason": "", "value_on": today}
