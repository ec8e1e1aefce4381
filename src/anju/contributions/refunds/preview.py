"""What taking money back would do, member by member; nothing is written."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from anju.centers.sql import Row, rows
from anju.contributions.backpay.amounts import Limits
from anju.contributions.backpay.history import ratio_changes_of, ratios_in
from anju.contributions.models import BackPayment, Refund, Remittance
from anju.ground.calendar import Month, days_actual
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan, interest
from anju.people.models import RatioChange
from anju.policy.rules import value

OPEN = ("01", "02")


class NothingToTakeBack(Refusal):
    code = "contributions.nothing_to_take_back"


class NotPosted(Refusal):
    code = "contributions.refund_not_posted"


@dataclass(frozen=True)
class Asked:
    """What an employer wants taken back of one deed.

    No months mean all of them, no accounts everybody. `bases` says, for a correction, the
    right base of each account in fen.
    """

    kind: Refund.Kind
    deed: Remittance | BackPayment
    months: tuple[Month, ...] = ()
    accounts: tuple[int, ...] = ()
    bases: Mapping[int, int] | None = None


@dataclass(frozen=True)
class Taken:
    """One share and what would be taken back of it, in fen; `why_not` says what forbids it."""

    share: int
    account: int
    entry: int
    name: str
    number: str
    month: Month
    paid_fen: int
    employer_fen: int
    own_fen: int
    balance_fen: int
    days: int
    interest_fen: int
    why_not: str

    @property
    def total_fen(self) -> int:
        """Both sides, in fen."""
        return self.employer_fen + self.own_fen

    @property
    def left_fen(self) -> int:
        """What stays of the share, in fen."""
        return self.paid_fen - self.total_fen


@dataclass(frozen=True)
class Preview:
    """All shares asked for, and whether whole months of a remittance go."""

    asked: Asked
    taken: Sequence[Taken]

    @property
    def total_fen(self) -> int:
        """Everything that would be taken back, in fen."""
        return sum(one.total_fen for one in self.taken)

    @property
    def obstacles(self) -> list[Taken]:
        """The shares that cannot be taken back, each with its reason."""
        return [one for one in self.taken if one.why_not]

    @property
    def people(self) -> int:
        """How many persons are touched."""
        return len({one.account for one in self.taken})


def preview_refund(*, asked: Asked, today: date) -> Preview:
    """Every share that is asked for, what is taken back of it, and what stands in the way.

    A refund takes a share whole; a correction takes what it exceeds the right base by, each
    side rounded once as that month's contributions are. Interest days go back with it: from
    the day the money began to earn until today, in fen at today's rate for the reader.
    Raises NotPosted, NothingToTakeBack.
    """
    deed = asked.deed
    if deed.state != "posted":
        raise NotPosted("这笔业务还没有入账，不用退缴；入账前可以直接改。")
    remits = isinstance(deed, Remittance)
    found = rows(
        "contributions/refund_candidates",
        number=deed.number,
        remittance=deed.pk if remits else None,
        back_payment=None if remits else deed.pk,
        months=[month.code for month in asked.months] or None,
        accounts=list(asked.accounts) or None,
    )
    bench = _Bench(Limits(deed.employer), ratio_changes_of(deed.employer), today)
    read = [_taken(asked, row, bench) for row in found if not row["taken_back"]]
    taken = _short_of_money([one for one in read if one is not None])
    if not taken:
        raise NothingToTakeBack("所选的职工和月份没有可以退回的金额，请重新选择。")
    return Preview(asked, taken)


@dataclass(frozen=True)
class _Bench:
    """What every share is judged against."""

    limits: Limits
    ratios: Sequence[RatioChange]
    today: date


def _taken(asked: Asked, row: Row, bench: _Bench) -> Taken | None:
    unit, own = row["employer_fen"], row["own_fen"]
    month = Month.of_code(row["month"])
    if asked.kind == Refund.Kind.CORRECTION:
        base, bounds = (asked.bases or {}).get(row["account_id"]), bench.limits.of(month)
        if base is None or bounds is None:
            return None
        rates = ratios_in(month, bench.ratios, (row["employer_rate"], row["own_rate"]))
        right = bounds.terms(base, *rates)
        unit, own = unit - right.employer_fen, own - right.own_fen
    if unit + own <= 0 and min(unit, own) >= 0:
        return None
    days = days_actual(row["value_on"], bench.today)
    product = max(0, unit + own) * days
    return Taken(
        share=row["share_id"],
        account=row["account_id"],
        entry=row["entry_id"],
        name=row["name"],
        number=row["number"],
        month=month,
        paid_fen=row["employer_fen"] + row["own_fen"],
        employer_fen=unit,
        own_fen=own,
        balance_fen=row["balance_fen"],
        days=days,
        interest_fen=interest(product, value("interest.rate_current", on=bench.today)),
        why_not=_why_not(asked, row, unit, own),
    )


def _why_not(asked: Asked, row: Row, unit: int, own: int) -> str:
    if min(unit, own) < 0:
        return "正确的基数比已缴的高，少缴的部分请办理差额补缴"
    if not row["live"]:
        return "这个月的缴存已经无效"
    if row["state"] not in OPEN:
        return "账户已冻结或已销户，请到柜台办理"
    if row["topped_up"]:
        return "这个月还补过差额，请先退差额补缴的那一笔"
    return ""


def _short_of_money(taken: list[Taken]) -> list[Taken]:
    """Marks every share of a member whose balance does not hold all that is asked of him."""
    wanted: dict[int, int] = defaultdict(int)
    for one in taken:
        wanted[one.account] += one.total_fen
    return [
        one
        if one.why_not or one.balance_fen >= wanted[one.account]
        else Taken(
            **{
                **vars(one),
                "why_not": f"账户余额 {format_yuan(one.balance_fen)} 元，"
                f"不够退回 {format_yuan(wanted[one.account])} 元",
            }
        )
        for one in taken
    ]
