"""What a paper calls itself: a receipt of a deed, or a proof of how things stand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """The words around the facts of a paper."""

    noun: str
    number: str
    day: str
    note: str


RECEIPT = Wording(
    noun="回单",
    number="回单号",
    day="记账日期",
    note="本回单由系统出具，带有电子签名，改动后签名即失效。重复打印请注意避免重复记账。",
)
PROOF = Wording(
    noun="证明",
    number="证明编号",
    day="出具日期",
    note="本证明由系统出具，反映出具当日的登记与入账情况，带有电子签名，改动后签名即失效。",
)


def wording_of(kind: str) -> Wording:
    """The words of a kind of paper."""
    return PROOF if kind.endswith("_proof") else RECEIPT
