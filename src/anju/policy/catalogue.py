"""Every policy key there is, with the type its values must have; no other key is allowed."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, TypeAdapter

from anju.policy.reasons import REASONS, ReasonNames, ReasonRule
from anju.policy.shapes import (
    Agreement,
    Branches,
    BranchFloors,
    CardBanks,
    CollectionAccount,
    Corner,
    Fen,
    Fraction,
    HoldHours,
    Hours,
    ItemTable,
    Menu,
    MonthDay,
    Months,
    PasswordChange,
    Questions,
    RoundingName,
    SignInForm,
    Text,
)

ITEMS: Final = (
    "sign_in",
    "account_query",
    "register",
    "remittance",
    "prepayment",
    "back_payment",
    "refund",
    "receipt",
    "verification",
    "withdrawal",
)

CaseDays = Annotated[int, Field(ge=1, le=60)]

_TYPES: dict[str, Any] = {
    "contribution.base_cap_fen": Fen,
    "contribution.base_floor_fen": Fen,
    "contribution.base_floor_by_branch_fen": BranchFloors,
    "contribution.employer_ratio_lower": Fraction,
    "contribution.employer_ratio_upper": Fraction,
    "contribution.own_ratio_lower": Fraction,
    "contribution.own_ratio_upper": Fraction,
    "contribution.ratio_whole_percent": bool,
    "contribution.ratios_equal": bool,
    "contribution.rounding": RoundingName,
    "contribution.register_gives": Literal["base", "monthly_amount"],
    "contribution.most_months_at_once": Annotated[int, Field(ge=1, le=120)],
    "contribution.months_ahead": Months,
    # Working days a 转账汇款 may take to arrive; 0: the center does not offer it.
    "contribution.bank_transfer_days": Annotated[int, Field(ge=0, le=30)],
    # Working days within which the center's finance books money that came (C-51).
    "contribution.cheque_days": Annotated[int, Field(ge=1, le=30)],
    "contribution.back_payment_sealed_months": bool,
    "contribution.effect_months_ahead": Months,
    "contribution.base_window_closes": MonthDay,
    "contribution.refund_limit_fen": Fen,
    "contribution.refund_days": Annotated[int, Field(ge=0, le=3650)],
    "contribution.base_changes_a_year": Annotated[int, Field(ge=1, le=12)],
    "contribution.review_on": bool,
    "contribution.review_people_over": Annotated[int, Field(ge=0, le=1_000_000)],
    "contribution.review_amount_over_fen": Fen,
    "contribution.transfer_names_former": bool,
    "contribution.transfer_days_open": Annotated[int, Field(ge=1, le=90)],
    "contribution.reduced_ratio_lower": Fraction,
    "contribution.relief_most_months": Annotated[int, Field(ge=1, le=36)],
    "cases.day_count": Literal["calendar", "working"],
    # What share of the cases approved by rule is looked at again, and up to which amount clean
    # cases are decided together.
    "cases.sample_share": Fraction,
    "cases.batch_most_fen": Fen,
    "cases.days_registration": CaseDays,
    "cases.days_deferral": CaseDays,
    "cases.days_reduction": CaseDays,
    "cases.days_closing": CaseDays,
    "cases.days_signing": CaseDays,
    "cases.days_withdrawal": CaseDays,
    "withdrawal.leave_fen": Fen,
    "withdrawal.day_limit_fen": Fen,
    "withdrawal.thirty_day_limit_fen": Fen,
    "withdrawal.automatic_fen": Fen,
    "withdrawal.outside_hours": Literal["reject", "queue"],
    "withdrawal.history_years": Annotated[int, Field(ge=1, le=60)],
    # Reminders (C1.4): between which hours, whether by text message as well, and of forms half
    # filled in after how many days untouched, and after how many they are forgotten.
    "withdrawal.reminder_hours": Hours,
    "withdrawal.reminder_by_sms": bool,
    "withdrawal.draft_reminder_days": Annotated[int, Field(ge=1, le=365)],
    "withdrawal.draft_days": Annotated[int, Field(ge=2, le=366)],
    # The types that 我要提取 shows first, as the city's manual names them.
    "withdrawal.types_first": ReasonNames,
    **{f"withdrawal.{reason}": ReasonRule for reason in REASONS},
    "interest.rate_current": Fraction,
    "interest.rate_carried": Fraction,
    "interest.day_count": Literal["ACT_360", "ACT_365", "THIRTY_360"],
    "interest.rate_basis": Literal["SETTLEMENT_DAY", "SEGMENTED"],
    "ledger.bucket_order": Literal["current_first", "carried_first"],
    "hall.name": Text,
    "hall.short_name": Text,
    "hall.slogan": Text,
    "hall.browser_advice": Text,
    "hall.hotline": Text,
    "hall.face": Literal["ningbo", "jian", "chuxiong", "xinyang", "zaozhuang"],
    "hall.agent_title": Text,
    "hall.branches": Branches,
    "hall.menus_employer": Menu,
    "hall.menus_member": Menu,
    "hall.corner_member": Corner,
    "hall.business_hours": Hours,
    "hall.ledger_columns": Literal["full", "withdrawal"],
    # Whether a member's ledger is asked for between two days or by the year.
    "hall.ledger_asked_by": Literal["days", "year"],
    "identity.employer_sign_in": Literal["number_password", "number_agent_password"],
    "identity.employer_password_may": Literal["look", "act"],
    "identity.employer_agents_most": Annotated[int, Field(ge=1, le=20)],
    "identity.employer_proposal_code": bool,
    "identity.member_sign_in": Annotated[
        tuple[Literal["identity", "account", "mobile"], ...], Field(min_length=1)
    ],
    "identity.member_sign_in_form": SignInForm,
    "identity.robot_label": str,
    "identity.member_password": Literal["long", "six_digits"],
    "identity.member_registration": Literal[
        "counter", "agreement_form", "two_pages", "phrase", "stepper"
    ],
    "identity.member_reset": Literal[
        "activation", "one_page", "two_pages", "account_first", "stepper"
    ],
    "identity.member_mismatch": Literal["counter", "agent"],
    "identity.agreement": Agreement,
    "identity.agreement_employer": Agreement,
    "identity.phrase_questions": Questions,
    "identity.hold_hours": HoldHours,
    "identity.password_change": PasswordChange,
    "identity.payment_password": Literal["asked", "offered"],
    "bank.collection_account": CollectionAccount,
    "bank.card_banks": CardBanks,
    # For how many hours a bank card that was bound waits before money is paid to it.
    "withdrawal.card_wait_hours": Annotated[int, Field(ge=0, le=720)],
    "withdrawal.card_wait_hours_counter": Annotated[int, Field(ge=0, le=720)],
    "calendar.fund_year_opens": MonthDay,
    **{f"item.{item}": ItemTable for item in ITEMS},
}

CATALOGUE: Final[dict[str, TypeAdapter[Any]]] = {
    key: TypeAdapter(kind) for key, kind in _TYPES.items()
}

# A city announces these for every year that opens on 1 July, so a year left out is a gap.
YEARLY: Final = frozenset({"contribution.base_cap_fen", "contribution.base_floor_fen"})
