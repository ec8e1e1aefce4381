"""What a month of a back payment comes to, by its kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from anju.contributions.backpay.history import History
from anju.contributions.models import BackPayment, BackPaymentLine, Share
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.ground.calendar import Month
from anju.people.models import Employer, FundAccount

Kind = BackPayment.Kind
PART = {
    Kind.FULL: Share.Part.WHOLE,
    Kind.DIFFERENCE: Share.Part.DIFFERENCE,
    Kind.INDEFINITE: Share.Part.INDEFINITE,
}


@dataclass(frozen=True)
class Part:
    """One month for one person: base and both sides in fen."""

    month: Month
    base_fen: int
    employer_fen: int
    own_fen: int

    @property
    def total_fen(self) -> int:
        """Both sides together, in fen."""
        return self.employer_fen + self.own_fen

    def as_json(self) -> list[int]:
        """The part as it is kept with its line."""
        return [self.month.code, self.base_fen, self.employer_fen, self.own_fen]


class Limits:
    """The limits of each month asked for, looked up once; None before the first rules."""

    def __init__(self, employer: Employer) -> None:
        self._employer = employer
        self._known: dict[date, Bounds | None] = {}

    def of(self, month: Month) -> Bounds | None:
        """The limits and the rounding in force on the first day of a month."""
        day = month.first_day
        if day not in self._known:
            try:
                self._known[day] = bounds_for(employer=self._employer, on=day)
            except LookupError:
                self._known[day] = None
        return self._known[day]


def amount_of(
    kind: BackPayment.Kind,
    line: BackPaymentLine,
    month: Month,
    history: History,
    bounds: Bounds,
) -> Part:
    """What one month comes to; each side is rounded once, by the center's mode of that month.

    正常全额: the base in force that month. 正常差额: what the present base makes a month, less
    what is paid for it; a side may come out below zero, which is for the checks to say. Both
    at the ratios of that month. 不定额: what was keyed.
    """
    return _AMOUNTS[kind](line, month, history, bounds)


def _full(line: BackPaymentLine, month: Month, history: History, bounds: Bounds) -> Part:
    return _terms(line.account, month, history, history.base_in(month), bounds)


def _difference(line: BackPaymentLine, month: Month, history: History, bounds: Bounds) -> Part:
    owed = _terms(line.account, month, history, line.account.base_fen, bounds)
    paid = history.paid[month].values() if month in history.paid else ()
    return Part(
        month,
        owed.base_fen,
        owed.employer_fen - sum(unit for unit, _ in paid),
        owed.own_fen - sum(own for _, own in paid),
    )


def _indefinite(line: BackPaymentLine, month: Month, history: History, bounds: Bounds) -> Part:
    return Part(month, history.base_in(month), line.employer_fen, line.own_fen)


def _terms(
    account: FundAccount, month: Month, history: History, base_fen: int, bounds: Bounds
) -> Part:
    terms = bounds.terms(base_fen, *history.rates_in(month, account))
    return Part(month, base_fen, terms.employer_fen, terms.own_fen)


_AMOUNTS: dict[BackPayment.Kind, Callable[[BackPaymentLine, Month, History, Bounds], Part]] = {
    Kind.FULL: _full,
    Kind.DIFFERENCE: _difference,
    Kind.INDEFINITE: _indefinite,
}
