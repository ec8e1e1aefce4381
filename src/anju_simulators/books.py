"""The bank's own true books: accounts, movements in two legs, statements, and their proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anju_simulators.store import Store, now_text, today_text
from anju_simulators.wire import Refused

CLEARING = "CLEARING"
OPENING = "OPENING"
RETURN = "return"
LARGEST_FEN = 10**17


def open_account(
    store: Store, *, number: str, name: str, balance_fen: int, bank: str, identity: str = ""
) -> None:
    """Open an account, or set one: its new balance differs from the old by a movement.

    A person's card has the digest of its holder's identity number.
    """
    with store.writing():
        old = store.row("SELECT * FROM account WHERE number = ?", number)
        if old and old["internal"]:
            raise Refused(409, "这是银行内部账户，不能改动。")
        store.run(
            "INSERT INTO account (number, name, bank, identity) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (number) DO UPDATE SET name = excluded.name, bank = excluded.bank,"
            " identity = excluded.identity",
            number,
            name,
            bank,
            identity,
        )
        change = balance_fen - (old["balance_fen"] if old else 0)
        if change:
            legs = ((OPENING, "开户存入"), (number, name))
            payer, payee = legs if change > 0 else legs[::-1]
            move(
                store,
                Movement(
                    kind="adjust" if old else "opening",
                    amount_fen=abs(change),
                    payer=payer,
                    payee=payee,
                    value_on=business_date(store, number),
                    remark="余额调整" if old else "开户存入",
                ),
            )


def account(store: Store, number: str) -> dict[str, Any]:
    found = store.row("SELECT * FROM account WHERE number = ?", number)
    if found is None:
        raise Refused(404, f"本行没有账户 {number}。")
    return found


def business_date(store: Store, *numbers: str) -> str:
    """The date of the first of these accounts that has one of its own, else the bank's."""
    for number in numbers:
        found = store.row("SELECT business_on FROM account WHERE number = ?", number)
        if found and found["business_on"]:
            return str(found["business_on"])
    return store.setting("business_on") or today_text()


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that goes from one account to another; `serial` is the customer's, if any.

    `remark` is what the payer wrote (备注), `digest` the bank's own word for it (摘要).
    """

    kind: str
    amount_fen: int
    payer: tuple[str, str]
    payee: tuple[str, str]
    value_on: str
    remark: str = ""
    serial: str | None = None
    digest: str = ""


def move(store: Store, movement: Movement, *, bank_serial: str = "") -> str:
    """Move money between two accounts in one transaction and return the bank's serial.

    An account of another bank stands on our books as CLEARING. Raises Refused when the payer
    would be overdrawn; `serial` moves at most once per kind, whoever asks.
    """
    if not 0 < movement.amount_fen < LARGEST_FEN:
        raise Refused(400, "金额超出范围。")
    with store.writing():
        bank_serial = bank_serial or store.next_bank_serial()
        store.run(
            "INSERT INTO movement (bank_serial, serial, kind, value_on, recorded_at,"
            " amount_fen, from_account, from_name, to_account, to_name, remark, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            bank_serial,
            movement.serial,
            movement.kind,
            movement.value_on,
            now_text(),
            movement.amount_fen,
            *movement.payer,
            *movement.payee,
            movement.remark,
            movement.digest,
        )
        _post(store, bank_serial, movement.payer[0], -movement.amount_fen)
        _post(store, bank_serial, movement.payee[0], movement.amount_fen)
    return bank_serial


def _post(store: Store, bank_serial: str, number: str, leg_fen: int) -> None:
    held = store.row("SELECT balance_fen, internal FROM account WHERE number = ?", number)
    if held is None:
        number, held = CLEARING, {"balance_fen": 0, "internal": 1}
    if not held["internal"] and held["balance_fen"] + leg_fen < 0:
        raise Refused(409, "余额不足")
    store.run(
        "INSERT INTO posting SELECT id, ?, value_on, ? FROM movement WHERE bank_serial = ?",
        number,
        leg_fen,
        bank_serial,
    )
    store.run(
        "UPDATE account SET balance_fen = balance_fen + ? WHERE number = ?", leg_fen, number
    )


def final_statement(store: Store, *, number: str, day: str) -> dict[str, Any]:
    """The statement (对账单) of a day that is over by the account's own date.

    Raises Refused (425) for a day on which money may still move: nothing of it is final.
    """
    account(store, number)
    today = business_date(store, number)
    if day >= today:
        raise Refused(425, f"银行 {today} 尚未日终，{day} 的对账单日终后才有。")
    return statement(store, number=number, day=day)


def statement(store: Store, *, number: str, day: str) -> dict[str, Any]:
    """What a day holds so far; the first deposit counts as opening balance."""
    before = store.row(
        "SELECT coalesce(sum(p.amount_fen), 0) AS fen"
        "  FROM posting p JOIN movement m ON m.id = p.movement_id"
        " WHERE p.account = ? AND (p.value_on < ? OR m.kind = 'opening')",
        number,
        day,
    )
    moved = store.rows(
        "SELECT m.*, p.amount_fen AS leg_fen"
        "  FROM posting p JOIN movement m ON m.id = p.movement_id"
        " WHERE p.account = ? AND p.value_on = ? AND m.kind <> 'opening' ORDER BY m.id",
        number,
        day,
    )
    opening_fen = balance_fen = int(before["fen"]) if before else 0
    lines = []
    for line_no, movement in enumerate(moved, start=1):
        balance_fen += movement["leg_fen"]
        lines.append(_line(movement, line_no=line_no, balance_fen=balance_fen))
    return {
        "account": number,
        "date": day,
        "opening_fen": str(opening_fen),
        "closing_fen": str(balance_fen),
        "lines": lines,
    }


def _line(movement: Mapping[str, Any], *, line_no: int, balance_fen: int) -> dict[str, Any]:
    comes_in = movement["leg_fen"] > 0
    other = "from" if comes_in else "to"
    return {
        "line_no": line_no,
        "bank_serial": movement["bank_serial"],
        # What comes back is no instruction of the customer's: its serial stands in the remark.
        "serial": None if movement["kind"] == RETURN else movement["serial"],
        "direction": "in" if comes_in else "out",
        "amount_fen": str(abs(movement["leg_fen"])),
        "balance_fen": str(balance_fen),
        "other_account": movement[f"{other}_account"],
        "other_name": movement[f"{other}_name"],
        "remark": movement["remark"],
        "digest": movement["digest"],
    }


def prove(store: Store) -> dict[str, Any]:
    """Prove that every movement has two legs that cancel, every balance is its postings."""
    crooked = store.rows(
        "SELECT m.bank_serial FROM movement m LEFT JOIN posting p ON p.movement_id = m.id"
        " GROUP BY m.id HAVING count(p.account) <> 2 OR sum(p.amount_fen) <> 0 LIMIT 10"
    )
    adrift = store.rows(
        "SELECT a.number FROM account a LEFT JOIN posting p ON p.account = a.number"
        " GROUP BY a.number HAVING a.balance_fen <> coalesce(sum(p.amount_fen), 0) LIMIT 10"
    )
    unpaid = store.rows(
        "SELECT i.serial FROM instruction i LEFT JOIN movement m"
        "    ON m.serial = i.serial AND m.kind = 'instruction'"
        " WHERE (i.state = 'succeeded') <> (m.id IS NOT NULL) LIMIT 10"
    )
    return {
        "sound": not (crooked or adrift or unpaid),
        "crooked_movements": [row["bank_serial"] for row in crooked],
        "drifted_accounts": [row["number"] for row in adrift],
        "instructions_without_movement": [row["serial"] for row in unpaid],
    }
