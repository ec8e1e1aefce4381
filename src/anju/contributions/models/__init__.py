"""Change registers, remittances and prepayments: a file for each kind."""

from anju.contributions.models.prepayments import Prepayment
from anju.contributions.models.registers import Line, Register, RosterUpload
from anju.contributions.models.remittances import Remittance, RemittedMonth, Share

__all__ = [
    "Line",
    "Prepayment",
    "Register",
    "Remittance",
    "RemittedMonth",
    "RosterUpload",
    "Share",
]
