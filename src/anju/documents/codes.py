"""Numbers and verification codes of receipts."""

import secrets
from datetime import date

from django.db import connection

from anju.ground.calendar import Month

# Without 0 O 1 I L U, which people mistake for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
_PREFIXES = {
    "remittance": "HJ",
    "prepayment": "YJ",
    "back_payment": "BJ",
    "refund": "TK",
    "correction": "CJ",
    "opening": "KH",
    "sealing": "FC",
    "unsealing": "QF",
    "base_change": "TJ",
    "transfer": "ZY",
    "registration_change": "DJ",
    "ratio_change": "BL",
    "deposit_proof": "ZM",
    "withdrawal": "TQ",
    "claim": "CF",
}


def next_receipt_number(kind: str, *, issued_on: date) -> str:
    """A number never given before: kind, month, nine places of one sequence; gaps are allowed.

    Raises KeyError for a kind without a prefix.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('documents_receipt_number')")
        place = cursor.fetchone()[0]
    return f"{_PREFIXES[kind]}{Month.of(issued_on).code}{place:09d}"


def new_verify_code() -> str:
    """A random code of 78 bits; the door limits how often anybody may guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
