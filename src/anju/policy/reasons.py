"""The shape of a withdrawal reason (提取原因): its conditions, amount, papers and review."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from anju.policy.shapes import Fraction, Shape, Text

# Every reason the house knows, under the name that code and profiles use.
REASONS: Final = (
    "home_purchase",
    "home_build_renovate",
    "commercial_loan_repayment",
    "fund_loan_repayment",
    "rent",
    "property_fee",
    "decoration",
    "employment_ended",
    "retirement",
    "emigration",
    "disability",
    "external_transfer",
    "serious_illness",
    "low_income",
    "death",
)


def _known(name: str) -> str:
    if name not in REASONS:
        raise ValueError(f"there is no reason {name!r}")
    return name


ReasonNames = tuple[Annotated[str, AfterValidator(_known)], ...]
Check = Literal[
    "paid_months_in_row",
    "account_sealed_for",
    "not_paid_elsewhere",
    "of_retirement_age",
    "contract_within",
    "not_taken_since",
    "home_not_used_before",
    "no_own_home",
    "loan_on_record",
    "loan_in_good_standing",
    "no_unsettled_loan",
    "within_year_cap",
    "declared",
    "by_paper",
]
Formula = Literal[
    "whole_balance",
    "up_to_cost",
    "share_of_cost",
    "repaid_since_last",
    "monthly_cap",
    "year_cap",
]
AskKind = Literal["yuan", "day", "text", "months", "choice", "loan", "identity"]


class Condition(Shape):
    """One condition of a reason: which check judges it, and against what.

    `says` is the clause as people read it; `months`, `days` and `field` belong to the check.
    """

    check: Check
    says: Text
    months: Annotated[int, Field(ge=0, le=600)] = 0
    field: str = ""


class Amount(Shape):
    """How much may be taken: the shape of the formula, and its figures in fen."""

    formula: Formula
    cap_fen: Annotated[int, Field(ge=0)] = 0
    per_month_fen: Annotated[int, Field(ge=0)] = 0
    most_months: Annotated[int, Field(ge=0, le=60)] = 0
    share: Fraction | None = None


class Ask(Shape):
    """One thing the member tells; `material` fills it from a material's field of that name."""

    name: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    label: Text
    kind: AskKind
    needed: bool = True
    choices: tuple[str, ...] = ()
    hint: str = ""


class Paper(Shape):
    """A paper (要件): its kind in the wallet, its title, and whether it must be there."""

    kind: Text
    title: Text
    needed: bool = True


class ReasonRule(Shape):
    """One reason in one center from a day on; `offered` false says in `instead` why not."""

    title: Text
    offered: bool = True
    instead: str = ""
    standard: Annotated[str, Field(pattern=r"^\d{2}$")] = "99"
    local: str = ""
    mode: Literal["partial", "closing"] = "partial"
    conditions: tuple[Condition, ...] = ()
    amount: Amount = Amount(formula="whole_balance")
    asks: tuple[Ask, ...] = ()
    papers: tuple[Paper, ...] = ()
    review: Literal["automatic", "two"] = "two"
    # How the pages of a hall lead through it, by its manual.
    path: Literal[
        "form", "calculate", "loan_lookup", "loan_number", "sms", "at_once", "material"
    ]
    online: bool = True
    # What is told in a dialog (温馨提示) when the one page opens, with the account beside it.
    notice: str = ""

    @model_validator(mode="after")
    def _whole(self) -> ReasonRule:
        if not self.offered and not self.instead:
            raise ValueError("a reason that is not offered says why")
        if self.mode == "closing" and self.amount.formula != "whole_balance":
            raise ValueError("closing takes the whole balance")
        return self
