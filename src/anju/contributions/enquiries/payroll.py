"""What payroll and bookkeeping need of a remitted month (工资扣款表, 会计分录建议)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from anju.contributions.models import Remittance, Share
from anju.contributions.receipts import subject_of
from anju.documents.lists import receipt_about
from anju.ground.calendar import Month

PAYABLE = "应付职工薪酬——住房公积金（单位部分）"
WITHHELD = "其他应付款——代扣职工个人住房公积金"
BANK = "银行存款"
PREPAID = "预付账款——住房公积金预缴户"


@dataclass(frozen=True)
class VoucherLine:
    """One line of a suggested voucher; one of the two sides is none, amounts in fen."""

    summary: str
    subject: str
    debit_fen: int | None = None
    credit_fen: int | None = None


@dataclass(frozen=True)
class Payroll:
    """A remitted month for those who pay wages and keep the books; amounts in fen.

    `receipt_number` is empty while the bank has not answered; `from_prepaid` says that the
    money had been paid ahead.
    """

    month: Month
    number: str
    receipt_number: str
    heads: int
    employer_fen: int
    own_fen: int
    from_prepaid: bool

    @property
    def total_fen(self) -> int:
        """Both sides together, in fen."""
        return self.employer_fen + self.own_fen

    @property
    def voucher(self) -> tuple[VoucherLine, ...]:
        """How the month is booked: what is owed against the money that paid it.

        What is withheld from the wages was credited to the withholding account when wages were
        paid; here it is debited, beside the employer's own side.
        """
        summary = f"缴 {self.month.chinese}住房公积金 {self.receipt_number or self.number}"
        paid_from = PREPAID if self.from_prepaid else BANK
        return (
            VoucherLine(summary, PAYABLE, debit_fen=self.employer_fen),
            VoucherLine(summary, WITHHELD, debit_fen=self.own_fen),
            VoucherLine(summary, paid_from, credit_fen=self.total_fen),
        )


def payroll_of(*, remittance: Remittance, month: Month) -> Payroll:
    """The month's sums and the voucher they suggest; the roll itself is asked by `roll`."""
    sums: dict[str, Any] = Share.objects.filter(remittance=remittance, month=month).aggregate(
        unit=Sum("employer_fen"), own=Sum("own_fen")
    )
    receipt = receipt_about(subject=subject_of(remittance))
    return Payroll(
        month=month,
        number=remittance.number,
        receipt_number=receipt.number if receipt else "",
        heads=Share.objects.filter(remittance=remittance, month=month).count(),
        employer_fen=sums["unit"] or 0,
        own_fen=sums["own"] or 0,
        from_prepaid=remittance.method == Remittance.Method.PREPAYMENT,
    )
