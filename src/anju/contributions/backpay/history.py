"""What a back payment is judged against."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from anju.contributions.models import RefundedShare, Share
from anju.ground.calendar import FundYear, Month
from anju.people.models import AccountEvent, Employer, FundAccount, RatioChange

Kind = AccountEvent.Kind
BEGINS = {Kind.OPENED, Kind.UNSEALED, Kind.TRANSFERRED}
Paid = dict[Share.Part, tuple[int, int]]


@dataclass
class History:
    """One account with one employer: spans of months in which it was due, bases, payments.

    `spans` are half-open, [since, until); the last one may have no end. `bases` are noted where
    they changed, `ratios` are the employer's changes in the order of their months. `paid` holds
    the live shares of each month, employer's and own side in fen.
    """

    spans: list[tuple[Month, Month | None]] = field(default_factory=list)
    bases: list[tuple[Month, int]] = field(default_factory=list)
    ratios: Sequence[RatioChange] = ()
    paid: dict[Month, Paid] = field(default_factory=lambda: defaultdict(dict))

    @property
    def first(self) -> Month | None:
        """From which month the account is due here at all (起缴月份)."""
        return self.spans[0][0] if self.spans else None

    @property
    def base_year(self) -> FundYear | None:
        """The fund year for which the present base was set."""
        return FundYear.of(self.bases[-1][0].first_day) if self.bases else None

    def due_in(self, month: Month) -> bool:
        """Whether the account was due here in a month, and not sealed."""
        return any(
            since <= month and (until is None or month < until) for since, until in self.spans
        )

    def base_in(self, month: Month) -> int:
        """The base in force in a month, in fen: the last one set until then."""
        until_then = [base for since, base in self.bases if since <= month]
        return until_then[-1] if until_then else self.bases[0][1]

    def rates_in(self, month: Month, account: FundAccount) -> tuple[Decimal, Decimal]:
        """Employer's and own ratio in a month: what the next change found, or today's."""
        return ratios_in(month, self.ratios, (account.employer_rate, account.own_rate))


def ratio_changes_of(employer: Employer) -> list[RatioChange]:
    """An employer's ratio changes in the order of their months."""
    return list(RatioChange.objects.filter(employer=employer).order_by("month", "id"))


def ratios_in(
    month: Month, changes: Sequence[RatioChange], now: tuple[Decimal, Decimal]
) -> tuple[Decimal, Decimal]:
    """What the first change after a month found; without one, what an account has now."""
    for change in changes:
        if change.month > month:
            return change.employer_rate_before, change.own_rate_before
    return now


def histories_of(
    *, employer: Employer, accounts: Sequence[FundAccount], months: Iterable[Month]
) -> dict[int, History]:
    """The history of each account with this employer; payments of the given months only."""
    keys = [account.pk for account in accounts]
    ratios = ratio_changes_of(employer)
    found = {key: History(ratios=ratios) for key in keys}
    events = AccountEvent.objects.filter(account__in=keys).order_by("id")
    for event in events:
        _note(found[event.account_id], event, employer)
    wanted = sorted(set(months))
    if wanted:
        shares = Share.objects.filter(
            account__in=keys, live=True, month__gte=wanted[0], month__lte=wanted[-1]
        )
        less = _corrected(keys)
        for share in shares.iterator(chunk_size=5000):
            paid = found[share.account_id].paid[share.month]
            unit, own = less.get(share.pk, (0, 0))
            paid[Share.Part(share.part)] = (share.employer_fen - unit, share.own_fen - own)
    return found


def _corrected(accounts: Sequence[int]) -> dict[int, tuple[int, int]]:
    """What corrections have taken back of shares that are still live, by share."""
    taken = RefundedShare.objects.filter(
        share__account__in=accounts, share__live=True, live=True, refund__state="posted"
    )
    return {one.share_id: (one.employer_fen, one.own_fen) for one in taken}


def _note(history: History, event: AccountEvent, employer: Employer) -> None:
    """Events are read in their order; what happened at another employer opens no span here."""
    if not history.bases or history.bases[-1][1] != event.base_fen:
        history.bases.append((event.month, event.base_fen))
    kind = Kind(event.kind)
    ends = kind == Kind.SEALED or kind in BEGINS
    if ends and history.spans and history.spans[-1][1] is None:
        history.spans[-1] = (history.spans[-1][0], event.month)
    if kind in BEGINS and event.employer_id == employer.pk:
        history.spans.append((event.month, None))
