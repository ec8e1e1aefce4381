"""Anybody holding a receipt asks whether it is genuine (回单验证)."""

from dataclasses import dataclass
from datetime import date, datetime

from anju.documents.codes import ALPHABET, CODE_LENGTH
from anju.documents.facts import Pairs, ProofFacts
from anju.documents.models import Receipt
from anju.documents.wording import RECEIPT, Wording
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ground.names import normalise
from anju.policy.hotline import hotline
from anju.policy.rules import value


class ReceiptNotFound(Refusal):
    code = "documents.receipt_not_found"


@dataclass(frozen=True, kw_only=True)
class VerifiedReceipt:
    """What a stranger may learn about a receipt whose code he holds; the amount is fen, None
    where the receipt states none."""

    hall: str
    title: str
    number: str
    employer_name: str
    issued_on: date
    amount_fen: int | None
    prints: int
    wording: Wording = RECEIPT
    # What the paper itself says that may be set against it; a proof is made to be shown.
    stated: Pairs = ()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Label and value pairs to compare with the paper."""
        amount = (
            () if self.amount_fen is None else (("金额", f"{format_yuan(self.amount_fen)} 元"),)
        )
        return (
            ("出具单位", self.hall),
            (f"{self.wording.noun}类型", self.title),
            (self.wording.number, self.number),
            ("单位名称", self.employer_name),
            (self.wording.day, self.issued_on.isoformat()),
            *self.stated,
            *amount,
            ("已打印", f"{self.prints} 次"),
        )


def verify_receipt(*, code: str, now: datetime, number: str = "") -> VerifiedReceipt:
    """Find the receipt with this code and, if one is given, this number.

    Dashes, spaces, small letters and full-width characters are accepted. Raises
    ReceiptNotFound with the same sentence whichever of the two is wrong; how often anybody
    may try is for the door to limit.
    """
    wanted = normalise(code).replace("-", "").upper()
    receipt = _find(wanted, normalise(number).upper())
    if receipt is None:
        raise ReceiptNotFound(
            "没有查到与您填写的验证码相符的回单，请对照回单上的验证码核对后再试；"
            f"仍查不到的，请携带回单到中心柜台或拨打 {hotline(now=now)} 询问。"
        )
    facts = receipt.facts
    return VerifiedReceipt(
        hall=str(value("hall.name", on=receipt.issued_on)),
        title=receipt.kind_label,
        number=receipt.number,
        employer_name=facts.employer_name,
        issued_on=receipt.issued_on,
        amount_fen=receipt.total_fen if facts.has_amount else None,
        prints=receipt.prints,
        wording=receipt.wording,
        stated=facts.public if isinstance(facts, ProofFacts) else (),
    )


def _find(code: str, number: str) -> Receipt | None:
    if len(code) != CODE_LENGTH or not set(code) <= set(ALPHABET):
        return None
    found = Receipt.objects.filter(verify_code=code).first()
    return found if found and number in {"", found.number} else None
