"""Change registers, remittances, prepayments and money in suspense: a file for each kind."""

from anju.contributions.models.back_payments import BackPayment, BackPaymentLine
from anju.contributions.models.prepayments import Prepayment
from anju.contributions.models.refunds import Refund, RefundedShare
from anju.contributions.models.registers import (
    BaseChange,
    Line,
    Register,
    RegisterEdit,
)
from anju.contributions.models.reliefs import Relief
from anju.contributions.models.remittances import Remittance, RemittedMonth, Share
from anju.contributions.models.review import FourEyes, Submission
from anju.contributions.models.suspense import Suspense, SuspenseDeed
from anju.contributions.models.transfers import Transfer
from anju.contributions.models.uploads import RosterUpload, TaughtColumns

__all__ = [
    "BackPayment",
    "BackPaymentLine",
    "BaseChange",
    "FourEyes",
    "Line",
    "Prepayment",
    "Refund",
    "RefundedShare",
    "Register",
    "RegisterEdit",
    "Relief",
    "Remittance",
    "RemittedMonth",
    "RosterUpload",
    "Share",
    "Submission",
    "Suspense",
    "SuspenseDeed",
    "TaughtColumns",
    "Transfer",
]
