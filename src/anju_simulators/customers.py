"""The bank and the SMS gateway as their customers see them: every message is signed."""

from collections.abc import Mapping
from typing import Any

from anju_simulators import books, cards, instructions, sms
from anju_simulators.clockwork import now_ms
from anju_simulators.faults import damaged
from anju_simulators.web import Bank, Reply, Request, Route, say
from anju_simulators.wire import account_of, day_of, read_json, serial_of


def take_instruction(bank: Bank, request: Request) -> Reply:
    wanted = instructions.read_instruction(read_json(request.body))
    plan = bank.faults.choose("instruction", _facts(wanted))
    if plan.get("mode") in ("silence_before", "error"):
        return say(503, {}, plan)  # the door says it, or says nothing
    latency_ms = int(bank.store.setting("latency_ms", "200"))
    taken = instructions.accept(bank.store, wanted, plan, due_ms=now_ms() + latency_ms)
    bank.clockwork.nudge()
    told = {"serial": taken["serial"], "bank_serial": taken["bank_serial"], "state": "accepted"}
    return say(202, told, plan)


def tell_instruction(bank: Bank, request: Request, serial: str) -> Reply:
    serial = serial_of(serial)
    found = bank.store.row("SELECT * FROM instruction WHERE serial = ?", serial)
    facts = _facts(found) if found else {"serial": serial}
    plan = bank.faults.choose("query", facts)
    if found is None:
        return say(404, {"serial": serial, "error": f"没有流水号 {serial} 的指令。"}, plan)
    return say(200, instructions.answer_of(found), plan)


def _facts(row: Mapping[str, Any]) -> dict[str, str]:
    return {
        "serial": row["serial"],
        "kind": row["kind"],
        "purpose": row["purpose"],
        "payer": row["payer_account"],
        "payee": row["payee_account"],
    }


def tell_statement(bank: Bank, request: Request, day: str) -> Reply:
    number = account_of(request.query.get("account"))
    statement = books.final_statement(bank.store, number=number, day=day_of(day))
    plan = bank.faults.choose("statement", {"serial": f"{number}-{day}", "payer": number})
    if plan.get("mode") == "statement":
        return say(200, damaged(statement, plan.get("damage", "missing")))
    return say(200, statement, plan)


def check_card(bank: Bank, request: Request) -> Reply:
    """Compare a card with the books; nothing moves, so nothing is kept but the number."""
    asked = cards.read_check(read_json(request.body))
    plan = bank.faults.choose("card", {"serial": asked["number"], "payee": asked["number"]})
    with bank.store.writing():
        reference = bank.store.next_bank_serial()
    told = {"result": cards.compare(bank.store, asked), "reference": reference}
    return say(200, told, plan)


def take_sms(bank: Bank, request: Request) -> Reply:
    return say(202, sms.receive(bank.store, read_json(request.body)))


CUSTOMERS: list[Route] = [
    ("POST", r"/bank/instructions", take_instruction),
    ("GET", r"/bank/instructions/([^/]+)", tell_instruction),
    ("GET", r"/bank/statements/([^/]+)", tell_statement),
    ("POST", r"/bank/card-checks", check_card),
    ("POST", r"/sms/messages", take_sms),
]
