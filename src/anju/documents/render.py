"""Sets a receipt as an A4 page; the page is not signed yet."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

import segno

from anju.documents.facts import Facts
from anju.documents.typesetter import Typesetter, typesetter
from anju.documents.wording import RECEIPT, Wording
from anju.ground.capitals import chinese_amount
from anju.ground.money import format_yuan


@dataclass(frozen=True, kw_only=True)
class Seal:
    """What is written on the round seal: the center's name, its use, and a remark below it."""

    name: str
    inscription: str = "业务专用章"
    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """One printing of one receipt; `verify_page` is the public page without a query."""

    hall: str
    title: str
    number: str
    issued_on: date
    print_no: int
    facts: Facts
    verify_code: str
    verify_page: str
    wording: Wording = RECEIPT

    @property
    def verify_url(self) -> str:
        """What the QR code says."""
        return verify_url(self.verify_page, number=self.number, code=self.verify_code)


def verify_url(page: str, *, number: str, code: str) -> str:
    """The public page with number and code of a receipt filled in."""
    return f"{page}?{urlencode({'number': number, 'code': code})}"


def in_groups(code: str) -> str:
    """A verification code as people read it: four characters, a dash, four characters."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def draw_qr(text: str) -> str:
    """A QR code as SVG, readable with 15 % of it damaged (level M), with its quiet zone."""
    return segno.make(text, error="m", micro=False).svg_inline(border=2)


def render_receipt(
    receipt: ReceiptSheet, seal: Seal, *, now: datetime, by: Typesetter | None = None
) -> bytes:
    """Set one receipt as PDF; the amount in figures and in capitals come from the same fen."""
    facts = receipt.facts
    return (by or typesetter()).typeset(
        "receipt.typ",
        {
            "hall": receipt.hall,
            "title": receipt.title,
            "number": receipt.number,
            "issued_on": receipt.issued_on.isoformat(),
            "print_no": receipt.print_no,
            "above": facts.above,
            "amount": format_yuan(facts.total_fen) if facts.has_amount else "",
            "amount_words": chinese_amount(facts.total_fen) if facts.has_amount else "",
            "below": facts.below,
            "table": {
                "title": facts.table.title,
                "heads": facts.table.heads,
                "rows": facts.table.rows,
            },
            "number_label": receipt.wording.number,
            "day_label": receipt.wording.day,
            "note": receipt.wording.note,
            "verify_code": in_groups(receipt.verify_code),
            "verify_page": receipt.verify_page,
            "qr": draw_qr(receipt.verify_url),
            "seal": {
                "name": seal.name,
                "inscription": seal.inscription,
                "remark": seal.remark,
            },
        },
        now=now,
    )
