"""The levers behind the counter, for demonstrations and tests: signed or not, loopback only."""

import secrets
from collections.abc import Mapping
from typing import Any

from anju_simulators import books, cards, sms
from anju_simulators.clockwork import now_ms
from anju_simulators.store import Store
from anju_simulators.web import Bank, Reply, Request, Route, say
from anju_simulators.wire import (
    Refused,
    account_of,
    day_of,
    fen_of,
    party_of,
    read_json,
    serial_of,
    text_of,
    write_json,
)


def open_accounts(bank: Bank, request: Request) -> Reply:
    """Open one account, or a list of them in one transaction."""
    content = read_json(request.body)
    wanted = content.get("accounts", [content])
    if not isinstance(wanted, list) or not all(isinstance(item, dict) for item in wanted):
        raise Refused(400, "字段 accounts 应为账户的列表。")
    with bank.store.writing():
        for item in wanted:
            books.open_account(
                bank.store,
                number=account_of(item.get("account")),
                name=text_of(item, "name", empty=False),
                balance_fen=fen_of(item, "balance_fen", zero=True),
                bank=text_of(item, "bank"),
                identity=cards.digest_of(text_of(item, "identity_number", most=30)),
            )
    return say(200, {"opened": len(wanted)})


def tell_account(bank: Bank, request: Request, number: str) -> Reply:
    held = books.account(bank.store, number)
    return say(
        200,
        {
            "account": held["number"],
            "name": held["name"],
            "bank": held["bank"],
            "status": held["status"],
            "balance_fen": str(held["balance_fen"]),
            "date": books.business_date(bank.store, number),
        },
    )


def tell_cards(bank: Bank, request: Request) -> Reply:
    """What lies on the cards, by which the fund's payments are compared with these books."""
    told = [
        {key: str(held) if key.endswith("_fen") else held for key, held in row.items()}
        for row in cards.figures(bank.store)
    ]
    return say(200, {"cards": told})


def tell_day(bank: Bank, request: Request, number: str) -> Reply:
    """What an account's day holds so far (当日明细), written as a statement."""
    books.account(bank.store, number)
    day = books.business_date(bank.store, number)
    return say(200, books.statement(bank.store, number=number, day=day))


def transfer(bank: Bank, request: Request) -> Reply:
    """Move money nobody instructed: a remittance by counter, or from another bank."""
    content = read_json(request.body)
    bank_serial = move_in(bank.store, content)
    bank.clockwork.nudge()
    return say(200, {"bank_serial": bank_serial})


def move_in(store: Store, content: Mapping[str, Any]) -> str:
    """Book the movement and queue the notice its receiver wishes, in one transaction."""
    payer, payee = party_of(content, "payer"), party_of(content, "payee")
    held = books.account(store, payee[0])
    if held["name"] != payee[1] or payer[0] == payee[0]:
        raise Refused(409, "收款户名不符")
    movement = books.Movement(
        kind="transfer",
        amount_fen=fen_of(content, "amount_fen"),
        payer=payer,
        payee=payee,
        value_on=books.business_date(store, payee[0], payer[0]),
        remark=text_of(content, "remark"),
        digest=text_of(content, "digest"),
    )
    return _move_and_tell(store, movement)


def _move_and_tell(store: Store, movement: books.Movement) -> str:
    url = books.account(store, movement.payee[0])["notice_url"]
    with store.writing():
        bank_serial = books.move(store, movement)
        if url:
            _queue_notice(store, movement, bank_serial, url)
    return bank_serial


def _queue_notice(store: Store, movement: books.Movement, bank_serial: str, url: str) -> None:
    """Tell the receiver that money has come (到账通知), as answers are told."""
    notice = {
        "account": movement.payee[0],
        "date": movement.value_on,
        "bank_serial": bank_serial,
        "amount_fen": str(movement.amount_fen),
        "payer": {"account": movement.payer[0], "name": movement.payer[1]},
        "digest": movement.digest,
        "remark": movement.remark,
        "message_id": secrets.token_hex(8),
    }
    store.run(
        "INSERT INTO delivery (serial, url, body, due_ms) VALUES (?, ?, ?, ?)",
        bank_serial,
        url,
        write_json(notice).decode(),
        now_ms(),
    )


def set_notices(bank: Bank, request: Request, number: str) -> Reply:
    """Where an account's holder wants to hear of money that comes by itself; empty: nowhere."""
    url = text_of(read_json(request.body), "url", most=500)
    if url and not url.startswith(("http://", "https://")):
        raise Refused(400, "字段 url 应为网址。")
    books.account(bank.store, number)
    bank.store.run("UPDATE account SET notice_url = ? WHERE number = ?", url, number)
    return say(200, {"account": number, "url": url})


def give_back(bank: Bank, request: Request) -> Reply:
    """Return a payment that succeeded (退汇), on its account's date; told as an arrival."""
    content = read_json(request.body)
    serial, reason = serial_of(content.get("serial")), text_of(content, "reason")
    bank_serial = send_back(bank.store, serial, reason)
    bank.clockwork.nudge()
    return say(200, {"bank_serial": bank_serial})


def send_back(store: Store, serial: str, reason: str) -> str:
    """Book the return, once for each payment, and queue the notice its payer wishes."""
    moved = store.row(
        "SELECT * FROM movement WHERE serial = ? AND kind = 'instruction'", serial
    )
    if moved is None:
        raise Refused(404, f"没有流水号 {serial} 的入账。")
    again = "SELECT 1 FROM movement WHERE serial = ? AND kind = ?"
    if store.row(again, serial, books.RETURN):
        raise Refused(409, f"流水号 {serial} 已经退汇。")
    back = books.Movement(
        kind=books.RETURN,
        amount_fen=moved["amount_fen"],
        payer=(moved["to_account"], moved["to_name"]),
        payee=(moved["from_account"], moved["from_name"]),
        value_on=books.business_date(store, moved["from_account"], moved["to_account"]),
        remark=f"退汇 {serial} {reason or '收款账户异常'}",
        serial=serial,
        digest="退汇",
    )
    return _move_and_tell(store, back)


def set_date(bank: Bank, request: Request) -> Reply:
    """Set the bank's business date; with `account`, the date of that account alone."""
    content = read_json(request.body)
    day = day_of(content.get("date"))
    if "account" in content:
        number = books.account(bank.store, account_of(content["account"]))["number"]
        bank.store.run("UPDATE account SET business_on = ? WHERE number = ?", day, number)
    else:
        bank.store.keep_setting("business_on", day)
    return say(200, {"date": day})


def set_settings(bank: Bank, request: Request) -> Reply:
    latency_ms = read_json(request.body).get("latency_ms")
    if isinstance(latency_ms, bool) or not isinstance(latency_ms, int):
        raise Refused(400, "字段 latency_ms 应为毫秒数。")
    bank.store.keep_setting("latency_ms", str(min(max(latency_ms, 0), 600_000)))
    return say(200, {"latency_ms": latency_ms})


def set_status(bank: Bank, request: Request, number: str) -> Reply:
    content = read_json(request.body)
    if content.get("status") not in ("normal", "frozen"):
        raise Refused(400, "字段 status 应为 normal 或 frozen。")
    books.account(bank.store, number)
    bank.store.run("UPDATE account SET status = ? WHERE number = ?", content["status"], number)
    return say(200, {"account": number, "status": content["status"]})


def set_faults(bank: Bank, request: Request) -> Reply:
    return say(200, bank.faults.set(read_json(request.body)))


def tell_faults(bank: Bank, request: Request) -> Reply:
    return say(200, bank.faults.now())


def tell_queue(bank: Bank, request: Request) -> Reply:
    """How much is still to be carried out and told: zero and zero when the bank is at rest."""
    return say(200, queue(bank.store))


def queue(store: Store) -> dict[str, Any]:
    found = store.row(
        "SELECT (SELECT count(*) FROM instruction WHERE state = 'accepted') AS waiting,"
        " (SELECT count(*) FROM delivery WHERE state IN ('waiting', 'sending')) AS untold"
    )
    return found or {}


def prove(bank: Bank, request: Request) -> Reply:
    return say(200, books.prove(bank.store))


def tell_inbox(bank: Bank, request: Request) -> Reply:
    return say(200, {"messages": sms.inbox(bank.store, phone=request.query.get("to", ""))})


def tell_health(bank: Bank, request: Request) -> Reply:
    bank.store.setting("next_serial")
    return say(200, {"status": "ok"})


LEVERS: list[Route] = [
    ("POST", r"/bank/accounts", open_accounts),
    ("GET", r"/bank/cards", tell_cards),
    ("GET", r"/bank/accounts/([^/]+)", tell_account),
    ("GET", r"/bank/accounts/([^/]+)/day", tell_day),
    ("PUT", r"/bank/accounts/([^/]+)/status", set_status),
    ("PUT", r"/bank/accounts/([^/]+)/notices", set_notices),
    ("POST", r"/bank/transfers", transfer),
    ("POST", r"/bank/returns", give_back),
    ("POST", r"/bank/date", set_date),
    ("PUT", r"/bank/settings", set_settings),
    ("PUT", r"/bank/faults", set_faults),
    ("GET", r"/bank/faults", tell_faults),
    ("GET", r"/bank/queue", tell_queue),
    ("GET", r"/bank/proof", prove),
    ("GET", r"/sms/inbox", tell_inbox),
    ("GET", r"/healthz", tell_health),
]
