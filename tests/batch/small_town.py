"""A hall of the town with few people and half a year, a bank that pays, and nobody watching."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Sum
from pytest_django.plugin import DjangoDbBlocker
from tests.people_of_the_town import FakeBank

from anju.batch.town.build import build_hall
from anju.batch.town.persons import person
from anju.batch.town.plan import OPENED_ON, Hall, halls
from anju.batch.town.world import World
from anju.centers.clock.models import BusinessDay
from anju.centers.current import inside
from anju.ground.calendar import Month
from anju.ledger.models import Balance
from anju.payments.bank import Answer, Bank, Party
from anju.people.models import FundAccount

FIRST = Month(2026, 5)
BEGINS = date(2026, 4, 15)
# The acts of the stories bring the first three to 120, 100 and 5.
HEADS = {"big": 124, "middle": 96, "small": 4, "arrears": 2, "new": 2, "prepays": 3}


class TownBank(FakeBank):
    """Pays, but to no card that was frozen behind the counter."""

    def __init__(self, frozen: set[str]) -> None:
        super().__init__()
        self.frozen = frozen

    def query(self, serial: str) -> Answer | None:
        if serial in self.taken and self.taken[serial].payee.account in self.frozen:
            return self.says(serial, "rejected", reason="账户状态异常")
        return super().query(serial)


class QuietTeller:
    """A back door behind which nothing is kept but what arrived."""

    def __init__(self) -> None:
        self.days: list[date] = []
        self.cheques: list[int] = []
        self.notices = ("", "")
        self.cards: list[tuple[str, str]] = []
        self.frozen: set[str] = set()

    def knows(self, account: str) -> bool:
        return False

    def open_accounts(self, accounts: list[tuple[Party, int]], *, bank: str) -> None:
        assert all(fen >= 0 for _, fen in accounts)

    def open_cards(self, cards: list[tuple[Party, str]], *, bank: str) -> None:
        self.cards += [(party.account, party.name) for party, _ in cards]

    def set_status(self, account: str, status: str) -> None:
        assert status == "frozen"
        self.frozen.add(account)

    def set_date(self, day: date, *, account: str) -> None:
        self.days.append(day)

    def remarks_of_the_day(self, account: str) -> list[str]:
        return []

    def transfer(self, *, payer: Party, payee: Party, amount_fen: int, remark: str) -> str:
        self.cheques.append(amount_fen)
        return f"BK{len(self.cheques)}"

    def tell_arrivals(self, account: str, url: str) -> None:
        self.notices = (account, url)


def small_hall(code: str, *, heads: dict[str, int] = HEADS, first: Month = FIRST) -> Hall:
    """That hall of the town, from May 2026 on unless another month is named."""
    hall = next(hall for hall in halls() if hall.code == code)
    begins = min(BEGINS, first.first_day)
    firms = tuple(
        replace(
            firm,
            heads=heads.get(firm.key, 2),
            first_month=max(firm.first_month, first),
            founded_on=begins if firm.founded_on == OPENED_ON else firm.founded_on,
        )
        for firm in hall.firms
    )
    return replace(hall, firms=firms, months=tuple(Month.span(first, Month(2026, 10))))


def step_back(*, to: date = BEGINS) -> None:
    """The centers of the tests open in July 2026; this town is older."""
    BusinessDay.objects.update(day=to)


def build(hall: Hall, folder: Path, *, bank: Bank | None = None) -> QuietTeller:
    """Build the hall in the current center."""
    teller = QuietTeller()
    world = World(
        bank=bank or TownBank(teller.frozen),
        teller=teller,
        progress=lambda percent, words: None,
    )
    build_hall(hall=hall, world=world, rosters=folder)
    return teller


@dataclass(frozen=True)
class Built:
    """A town that stands, where its lists lie, and who kept its bank's back door."""

    hall: Hall
    rosters: Path
    teller: QuietTeller


@contextmanager
def standing(folder: Path, blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Build 信阳 once for a file of tests, each of which throws away only what it did itself.

    The town lies in a transaction around theirs.
    """
    hall = small_hall("xinyang")
    with blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        with inside("xinyang"):
            step_back()
            built = Built(hall, folder, build(hall, folder))
    yield built
    with blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def accounts_of(hall: Hall, index: int) -> Iterator[tuple[str, str]]:
    """State and employer of each account of a person, in the order of opening."""
    number = person(hall, index).identity_number
    found = FundAccount.objects.filter(member__identity_index=number).order_by("number")
    yield from found.values_list("state", "employer__name")


def holdings() -> dict[str, int]:
    """What every member holds, in fen."""
    held = (
        Balance.objects.filter(account__subject="201")
        .values("account_id")
        .annotate(fen=Sum("carried_fen") + Sum("current_fen"))
    )
    by_account = {row["account_id"]: row["fen"] for row in held}
    totals: dict[str, int] = {}
    for pk, number in FundAccount.objects.values_list("pk", "member__identity_number"):
        totals[number] = totals.get(number, 0) + by_account[pk]
    return totals


def crooked_entries() -> int:
    """How many entries do not sum up to nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT entry_id FROM ledger_posting"
            " GROUP BY entry_id HAVING sum(amount_fen) <> 0) AS crooked"
        )
        return int(cursor.fetchone()[0])
