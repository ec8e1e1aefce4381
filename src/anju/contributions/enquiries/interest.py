"""The yearly interest statement of an employer's people (单位结息对账单)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from anju.centers.listing import ShortListing
from anju.centers.sql import WHOLE, rows
from anju.ground.calendar import FundYear
from anju.ledger.kinds import Kind
from anju.people.models import Employer

WITHDRAWN = (
    Kind.TRANSFER_OUT,
    Kind.PARTIAL_WITHDRAWAL,
    Kind.CLOSING_WITHDRAWAL,
    Kind.LOAN_REPAYMENT,
)
SUMMED = ("carried_fen", "in_fen", "out_fen", "interest_fen", "closing_fen")


@dataclass(frozen=True)
class InterestLine:
    """One account's year in fen: carried + in − out + interest = closing."""

    account_id: int
    number: str
    name: str
    carried_fen: int
    in_fen: int
    out_fen: int
    interest_fen: int
    closing_fen: int


def interest_statement(*, employer: Employer, year: FundYear) -> ShortListing:
    """The people with interest settled in a fund year, in pinyin order, with sums (C-34).

    A year of postings is read once for page and sums: it costs more than its lines do.
    """
    interest = Kind.INTEREST
    values: dict[str, Any] = {
        "employer": employer.pk,
        "opens": year.opens,
        "closes": year.closes,
        "interest": interest.value,
        "out_kinds": [kind.value for kind in WITHDRAWN],
    }
    found = rows("contributions/interest_statement", **values, **WHOLE)
    return ShortListing([InterestLine(**row) for row in found], SUMMED)


def years_of(*, employer: Employer, today: date) -> list[FundYear]:
    """The fund years since the employer opened, the running one first."""
    running, opened = FundYear.of(today), FundYear.of(employer.opened_on)
    return [FundYear(year) for year in range(running.opening_year, opened.opening_year - 1, -1)]
