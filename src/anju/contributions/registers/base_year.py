"""How often an account's base may change in a fund year, and that it is never more (X-24)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from anju.centers.sql import rows, run
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.accounts.deed import Change
from anju.people.models import Employer
from anju.policy.rules import value


class BaseChangedThisYear(Refusal):
    code = "contributions.base_changed_this_year"


class _NoneLeft(Exception):
    """One of several has no change left, so none is noted."""


@dataclass(frozen=True)
class Earlier:
    """How often a base was changed in the fund year, and when and by what the last time."""

    times: int
    changed_on: date
    source: str


@dataclass(frozen=True)
class BaseYear:
    """The fund year a change falls into, by the month from which it counts (缴存年度)."""

    opening_year: int
    first: Month
    most: int

    @property
    def last(self) -> Month:
        """Its last month."""
        return self.first + 11

    def refusal_for(self, earlier: Earlier) -> str:
        """Why there is no further change, with the date and number of the earlier one."""
        return (
            f"{self.first.chinese}至 {self.last.chinese}的缴存年度只能调整 {self.most} 次基数，"
            f"此人已于 {earlier.changed_on} 在 {earlier.source} 调整过；"
            f"下一次请从 {self.last.next.chinese}起办理。"
        )


def base_year_of(month: Month) -> BaseYear:
    """The fund year a month lies in, and how many base changes the center allows in it."""
    opens = int(value("calendar.fund_year_opens", on=month.first_day)[:2])
    year = month.year if month.month >= opens else month.year - 1
    most = int(value("contribution.base_changes_a_year", on=month.first_day))
    return BaseYear(opening_year=year, first=Month(year, opens), most=most)


def earlier_changes(
    *, employer: Employer, year: BaseYear, accounts: list[int] | None = None
) -> Mapping[int, Earlier]:
    """The base changes in a fund year by account: of all of an employer's, or of some."""
    found = rows(
        "contributions/earlier_base_changes",
        employer=employer.pk,
        fund_year=year.opening_year,
        accounts=accounts,
    )
    return {
        row["account_id"]: Earlier(row["times"], row["changed_on"], row["source"])
        for row in found
    }


def use_up_base_changes(*, employer: Employer, accounts: Iterable[int], change: Change) -> None:
    """Note that these accounts' bases change by one deed; none is noted when one has none left.

    Two deeds at once meet in the unique row of (account, fund year, n-th change): one is in
    time. Raises BaseChangedThisYear with the earlier date and number.
    """
    year, asked = base_year_of(change.month), sorted(accounts)
    try:
        with transaction.atomic():
            noted = run(
                "contributions/use_up_base_changes",
                accounts=asked,
                fund_year=year.opening_year,
                most=year.most,
                month=change.month.code,
                today=change.today,
                source=change.source,
            )
            if noted < len(asked):
                raise _NoneLeft
    except _NoneLeft:
        # Looked up after what was noted is taken back, so that only earlier ones are named.
        raise _refused(employer, year, asked) from None
    except IntegrityError as error:
        if "contributions_base_changes_a_year" not in str(error):
            raise
        raise _refused(employer, year, asked) from error


def _refused(employer: Employer, year: BaseYear, asked: list[int]) -> BaseChangedThisYear:
    had = earlier_changes(employer=employer, year=year, accounts=asked)
    spent = [one for one in had.values() if one.times >= year.most]
    first = min(spent, key=lambda one: (one.changed_on, one.source))
    return BaseChangedThisYear(
        f"有 {len(spent)} 人的基数本年度已经调整过，没有提交。{year.refusal_for(first)}"
    )
