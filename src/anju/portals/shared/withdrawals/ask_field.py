"""One question of a reason for withdrawing, as a field of a form."""

from anju.policy.reasons import Ask
from anju.portals.shared.fields import Field
from anju.withdrawals.applying.look_at_form import FormLook
from anju.withdrawals.models import LoanRecord

TYPES = {"day": "date"}
MODES = {"yuan": "decimal", "months": "numeric"}
EXTRAS = {"yuan": "w-amount in-money", "months": "w-code", "day": "w-month"}


def ask_field(ask: Ask, typed: str, fault: str, look: FormLook, hint: str = "") -> Field:
    """One question as a field; a loan is chosen, but typed where the manual types it."""
    choices: tuple[tuple[str, str], ...] = ()
    if ask.kind == "choice":
        choices = (("", "请选择"), *((one, one) for one in ask.choices))
    if ask.kind == "loan" and look.rule.path != "loan_number":
        choices = (("", "请选择"), *((one.number, loan_words(one)) for one in look.loans))
    return Field(
        ask.name,
        ask.label,
        value=typed,
        type=TYPES.get(ask.kind, "text"),
        hint=hint or ask.hint,
        error=fault,
        required=ask.needed,
        inputmode=MODES.get(ask.kind, ""),
        autocomplete="off",
        extra=EXTRAS.get(ask.kind, ""),
        choices=choices,
    )


def loan_words(loan: LoanRecord) -> str:
    """A loan in a line of a list."""
    return f"{loan.number} {loan.bank} 合同 {loan.contract_number}"
