"""Serials of deeds (业务流水号): a prefix for the kind, then a number never used twice."""

from django.db import connection

from anju.centers.current import center_number
from anju.ground.references import make_reference


def next_register_number() -> str:
    """The serial of a change register (变更清册)."""
    return _next("BG", "contributions_register_number")


def next_remittance_number() -> str:
    """The serial of a remittance (汇缴); it is also what the bank shows as remark."""
    return _next("HJ", "contributions_remittance_number")


def next_prepayment_number() -> str:
    """The serial of a prepayment (预缴)."""
    return _next("YJ", "contributions_prepayment_number")


def next_registration_number() -> str:
    """The serial of a change of an employer's registration (单位缴存登记信息变更)."""
    return _next("DJ", "contributions_registration_number")


def next_ratio_number() -> str:
    """The serial of a change of an employer's ratios (单位比例变更)."""
    return _next("BL", "contributions_ratio_number")


def next_transfer_numbers(count: int = 1) -> list[str]:
    """The serials of requests for transfer (个人转移), and of what is submitted together."""
    return [_next("ZY", "contributions_transfer_number") for _ in range(count)]


def next_suspense_number() -> str:
    """The serial of money in suspense (暂收)."""
    return _next("ZS", "contributions_suspense_number")


def next_suspense_deed_number() -> str:
    """The serial of what is done with money in suspense: claimed for somebody, or sent back."""
    return _next("ZD", "contributions_suspense_number")


def next_reference() -> str:
    """The next reference for the bank's remark (汇款附言码)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('contributions_reference_number')")
        return make_reference(center=center_number(), number=cursor.fetchone()[0])


def next_back_payment_number() -> str:
    """The serial of a back payment (补缴)."""
    return _next("BJ", "contributions_back_payment_number")


def next_submission_number() -> str:
    """The serial of a deed that waits for a second person (经办复核)."""
    return _next("FH", "contributions_submission_number")


def next_refund_number(kind: str) -> str:
    """The serial of a refund (退缴) or of a correction (错缴更正)."""
    return _next("TJ" if kind == "refund" else "GZ", "contributions_refund_number")


def _next(prefix: str, sequence: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s)", [sequence])
        return f"{prefix}{cursor.fetchone()[0]:012d}"
