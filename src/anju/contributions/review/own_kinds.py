"""How a second person sees changes of the employer's own data: its ratios, its registration."""

from datetime import date
from decimal import Decimal

from anju.contributions.ratios.change_ratio import (
    change_ratio,
    check_monthly,
    preview_ratio,
    read_reason,
    words_of,
)
from anju.contributions.remittances.due import next_month
from anju.contributions.review.deed_kind import REVIEWED, DeedKind, Doing, Payload, Seen
from anju.contributions.unit.change_registration import (
    change_registration,
    preview_registration,
)
from anju.ground.money import format_yuan
from anju.people.employers.change_ratios import Ratios
from anju.people.employers.registration_fields import Field
from anju.people.models import Employer

RATIO, REGISTRATION = "ratio", "registration"


def _ratios(payload: Payload) -> Ratios:
    return Ratios(Decimal(payload["employer_rate"]), Decimal(payload["own_rate"]))


def _look_ratio(employer: Employer, payload: Payload, today: date) -> Seen:
    """What the ratios would make of a month; every account of the employer has them then."""
    ratios, reason = _ratios(payload), read_reason(payload["reason"])
    preview = preview_ratio(employer=employer, ratios=ratios, today=today)
    month = next_month(employer)
    return Seen(
        heads=preview.heads,
        amount_fen=preview.after_fen,
        pairs=(
            ("变更前比例", words_of(employer.employer_rate, employer.own_rate)),
            ("变更后比例", words_of(ratios.employer_rate, ratios.own_rate)),
            ("生效月份", month.chinese),
            ("涉及人数", f"{preview.heads:,} 人"),
            ("变更前月缴存额", f"{format_yuan(preview.before_fen)} 元"),
            ("变更后月缴存额", f"{format_yuan(preview.after_fen)} 元"),
            ("变更原因", reason),
        ),
        mark=[
            payload["employer_rate"],
            payload["own_rate"],
            month.code,
            *vars(preview).values(),
        ],
    )


def _agreed_ratio(payload: Payload, seen: Seen) -> None:
    check_monthly(seen.amount_fen, payload["expected_fen"])


def _run_ratio(doing: Doing) -> str:
    return change_ratio(
        employer=doing.employer,
        ratios=_ratios(doing.payload),
        reason=doing.payload["reason"],
        expected_fen=doing.payload["expected_fen"],
        today=doing.today,
        by=doing.by,
    ).number


def _asked(payload: Payload) -> dict[Field, str]:
    return {Field(name): text for name, text in payload["asked"].items()}


def _last_seen(payload: Payload) -> int | None:
    """The change its maker's page knew; under review the digest speaks for what stands."""
    return None if payload.get(REVIEWED) else int(payload["seen"])


def _look_registration(employer: Employer, payload: Payload, today: date) -> Seen:
    changed = preview_registration(
        employer=employer, asked=_asked(payload), seen=_last_seen(payload), today=today
    )
    return Seen(
        heads=0,
        amount_fen=0,
        pairs=tuple((field.label, f"{before} → {after}") for field, before, after in changed),
        mark=[list(row) for row in changed],
    )


def _run_registration(doing: Doing) -> str:
    receipt = change_registration(
        employer=doing.employer,
        asked=_asked(doing.payload),
        seen=_last_seen(doing.payload),
        today=doing.today,
        by=doing.by,
    )
    return receipt.subject.removeprefix("registration/")


OWN_KINDS = {
    RATIO: DeedKind("单位比例变更", _look_ratio, _run_ratio, agreed=_agreed_ratio),
    REGISTRATION: DeedKind("单位登记信息变更", _look_registration, _run_registration),
}
