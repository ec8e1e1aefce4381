"""What a receipt states: one frozen record for each kind, kept as JSON with whole fen."""

from collections.abc import Mapping
from typing import Any

from anju.documents.facts.change import ChangeFacts
from anju.documents.facts.payment import MonthLine, PrepaymentFacts, RemittanceFacts
from anju.documents.facts.table import NO_TABLE, Pairs, Table

Facts = RemittanceFacts | PrepaymentFacts | ChangeFacts

_PAYMENTS: dict[str, type[RemittanceFacts] | type[PrepaymentFacts]] = {
    record.kind: record for record in (RemittanceFacts, PrepaymentFacts)
}


def facts_of(kind: str, payload: Mapping[str, Any]) -> Facts:
    """The facts of a stored receipt."""
    return _PAYMENTS.get(kind, ChangeFacts).from_payload(payload)


__all__ = [
    "NO_TABLE",
    "ChangeFacts",
    "Facts",
    "MonthLine",
    "Pairs",
    "PrepaymentFacts",
    "RemittanceFacts",
    "Table",
    "facts_of",
]
