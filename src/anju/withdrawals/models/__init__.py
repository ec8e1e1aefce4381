"""Withdrawals, the loans they may rest on, and what officers ask to be done with them."""

from anju.withdrawals.models.after import BounceDeed
from anju.withdrawals.models.claims import Claim, ClaimDeed
from anju.withdrawals.models.loans import LoanDeed, LoanDeedRow, LoanRecord, LoanRepayment
from anju.withdrawals.models.wishes import Draft, Reminder
from anju.withdrawals.models.withdrawals import Withdrawal

__all__ = [
    "BounceDeed",
    "Claim",
    "ClaimDeed",
    "Draft",
    "LoanDeed",
    "LoanDeedRow",
    "LoanRecord",
    "LoanRepayment",
    "Reminder",
    "Withdrawal",
]
