"""Gives an employer and all its open accounts other ratios, in one statement."""

from dataclasses import dataclass
from decimal import Decimal

from anju.audit.record import record
from anju.centers.sql import one
from anju.ground.money import Rounding, unit_and_way
from anju.people.accounts.deed import Change
from anju.people.models import AccountEvent, Employer, RatioChange


@dataclass(frozen=True)
class Ratios:
    """The employer's and the member's own ratio, as fractions."""

    employer_rate: Decimal
    own_rate: Decimal


@dataclass(frozen=True)
class RatioPreview:
    """What ratios would make of a month: heads, and each side before and after, in fen.

    `with_others` is how many people stand on other ratios than their employer's now.
    """

    heads: int
    employer_before_fen: int
    own_before_fen: int
    employer_fen: int
    own_fen: int
    with_others: int

    @property
    def before_fen(self) -> int:
        """Both sides a month as it is now, in fen."""
        return self.employer_before_fen + self.own_before_fen

    @property
    def after_fen(self) -> int:
        """Both sides a month under the new ratios, in fen."""
        return self.employer_fen + self.own_fen


def preview_ratios(*, employer: Employer, ratios: Ratios, rounding: Rounding) -> RatioPreview:
    """What the ratios would make of the normal accounts a month; nothing is written."""
    unit, way = unit_and_way(rounding)
    found = one(
        "people/preview_ratios",
        employer=employer.pk,
        employer_rate=ratios.employer_rate,
        own_rate=ratios.own_rate,
        employer_rate_now=employer.employer_rate,
        own_rate_now=employer.own_rate,
        unit=unit,
        way=way,
    )
    return RatioPreview(**found)


def change_ratios(
    *,
    employer: Employer,
    ratios: Ratios,
    rounding: Rounding,
    kind: RatioChange.Kind,
    reason: str,
    change: Change,
) -> RatioChange:
    """Set the ratios from the change's month on; the caller holds the employer's row.

    Each side of each account is base × ratio rounded once by the mode, in fen; frozen accounts
    are recomputed as well, sealed ones take the ratios when they are unsealed.
    """
    unit, way = unit_and_way(rounding)
    sums = one(
        "people/change_ratios",
        **change.values(),
        employer=employer.pk,
        employer_rate=ratios.employer_rate,
        own_rate=ratios.own_rate,
        kind=AccountEvent.Kind.RATIO_CHANGED.value,
        unit=unit,
        way=way,
    )
    made = RatioChange.objects.create(
        number=change.source,
        employer=employer,
        kind=kind,
        month=change.month,
        employer_rate_before=employer.employer_rate,
        own_rate_before=employer.own_rate,
        employer_rate=ratios.employer_rate,
        own_rate=ratios.own_rate,
        reason=reason,
        happened_on=change.today,
        actor=change.actor,
        **sums,
    )
    employer.employer_rate, employer.own_rate = ratios.employer_rate, ratios.own_rate
    employer.save(update_fields=["employer_rate", "own_rate"])
    record(
        actor=change.actor,
        deed="change_ratios",
        subject=employer.number,
        number=made.number,
        employer_rate=str(ratios.employer_rate),
        own_rate=str(ratios.own_rate),
        heads=made.heads,
    )
    return made
