"""Whose card it is: the bank compares name and identity, and tells nothing else (账户核验)."""

import hashlib
from collections.abc import Mapping
from typing import Any

from anju_simulators.store import Store
from anju_simulators.wire import account_of, party_of, text_of

_SALT = "a simulated bank keeps no identity numbers"


def digest_of(identity_number: str) -> str:
    """How the books keep an identity number: compared, never read back; "" for none."""
    text = f"{_SALT}|{identity_number}"
    return hashlib.sha256(text.encode()).hexdigest() if identity_number else ""


def read_check(content: Mapping[str, Any]) -> dict[str, str]:
    """Read a question strictly; raises Refused 400 naming the field that is wrong."""
    number, name = party_of(content, "card")
    return {
        "number": account_of(number),
        "name": name,
        "bank": text_of(content, "bank"),
        "identity": digest_of(text_of(content, "identity_number", most=30, empty=False)),
    }


def compare(store: Store, asked: Mapping[str, str]) -> str:
    """The first thing that does not fit, or "matches"; only a person's account is a card."""
    held = store.row("SELECT * FROM account WHERE number = ?", asked["number"])
    if held is None or held["internal"] or not held["identity"]:
        return "unknown"
    if held["name"] != asked["name"]:
        return "other_name"
    if held["identity"] != asked["identity"]:
        return "other_identity"
    if asked["bank"] and held["bank"] and asked["bank"] != held["bank"]:
        return "other_bank"
    return "matches" if held["status"] == "normal" else "unusable"


def figures(store: Store) -> list[dict[str, Any]]:
    """Every card with what came in by how many payments and what went back, in fen."""
    return store.rows(
        "SELECT a.number, a.name, a.bank, a.status, a.balance_fen,"
        " count(m.id) FILTER (WHERE p.amount_fen > 0) AS payments,"
        " coalesce(sum(p.amount_fen) FILTER (WHERE p.amount_fen > 0), 0) AS came_fen,"
        " coalesce(-sum(p.amount_fen) FILTER (WHERE m.kind = 'return'), 0) AS back_fen"
        "  FROM account a"
        "  LEFT JOIN posting p ON p.account = a.number"
        "  LEFT JOIN movement m ON m.id = p.movement_id"
        " WHERE a.identity <> ''"
        " GROUP BY a.number ORDER BY a.bank, a.number"
    )
