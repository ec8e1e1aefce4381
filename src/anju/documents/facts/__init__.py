"""What a receipt states: one frozen record for each kind, kept as JSON with whole fen."""

from collections.abc import Mapping
from typing import Any

from anju.documents.facts.change import ChangeFacts
from anju.documents.facts.claim import ClaimFacts
from anju.documents.facts.payment import MonthLine, PrepaymentFacts, RemittanceFacts
from anju.documents.facts.persons import (
    PERSONS_MOST,
    BackPaymentFacts,
    CorrectionFacts,
    PersonLine,
    RefundFacts,
)
from anju.documents.facts.proof import ProofFacts, ProofMonth
from anju.documents.facts.table import NO_TABLE, Pairs, Table
from anju.documents.facts.withdrawal import WithdrawalFacts

_Payment = RemittanceFacts | PrepaymentFacts | BackPaymentFacts | RefundFacts
_Record = _Payment | ProofFacts | WithdrawalFacts | ClaimFacts
Facts = _Record | ChangeFacts

_RECORDS: dict[str, type[_Record]] = {
    record.kind: record
    for record in (
        RemittanceFacts,
        PrepaymentFacts,
        BackPaymentFacts,
        RefundFacts,
        CorrectionFacts,
        ProofFacts,
        WithdrawalFacts,
        ClaimFacts,
    )
}


def facts_of(kind: str, payload: Mapping[str, Any]) -> Facts:
    """The facts of a stored receipt."""
    return _RECORDS.get(kind, ChangeFacts).from_payload(payload)


__all__ = [
    "NO_TABLE",
    "PERSONS_MOST",
    "BackPaymentFacts",
    "ChangeFacts",
    "ClaimFacts",
    "CorrectionFacts",
    "Facts",
    "MonthLine",
    "Pairs",
    "PersonLine",
    "PrepaymentFacts",
    "ProofFacts",
    "ProofMonth",
    "RefundFacts",
    "RemittanceFacts",
    "Table",
    "WithdrawalFacts",
    "facts_of",
]
