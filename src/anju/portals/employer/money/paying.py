"""The ways to pay a sum: what each takes from where, and why one is closed."""

from anju.ground.money import format_yuan
from anju.payments.models import SignedAccount
from anju.people.models import Employer
from anju.portals.employer.money.payment import bank_words
from anju.portals.employer.money.remittances import Way


def ways_to_pay(*, employer: Employer, total_fen: int, prepaid_fen: int) -> list[Way]:
    """实时结算 and 预缴户转出 for a sum in fen; the first that can be used is chosen (C-54)."""
    signed = SignedAccount.objects.filter(employer=employer, ended_on=None).first()
    short = total_fen - prepaid_fen
    held = format_yuan(prepaid_fen)
    not_signed = "" if signed else "还没有签约付款账户，请先到中心柜台签约"
    too_little = f"预缴户余额 {held} 元，还差 {format_yuan(short)} 元" if short > 0 else ""
    usable = "realtime" if not not_signed else "" if too_little else "prepayment"
    return [
        Way(
            "realtime",
            "实时结算",
            f"从签约账户 {bank_words(signed)} 划款",
            paid_fen=total_fen,
            from_prepaid_fen=0,
            closed_because=not_signed,
            chosen=usable == "realtime",
        ),
        Way(
            "prepayment",
            "预缴户转出",
            f"从预缴户转出，现有余额 {held} 元",
            paid_fen=0,
            from_prepaid_fen=total_fen,
            closed_because=too_little,
            chosen=usable == "prepayment",
        ),
    ]
