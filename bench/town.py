"""Prepares the databases that are cloned for every round, through the product's own verbs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from anju.centers.creation import create_center
from anju.centers.current import inside
from anju.contributions.collecting import collection_ledger
from anju.contributions.models import Remittance
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ledger.book import Deed, Leg, book
from anju.ledger.chart import INTEREST_EXPENSE, MEMBERS
from anju.ledger.kinds import Kind
from anju.ledger.mass import MassDeed, book_mass
from anju.ledger.open import fund_account, open_accounts
from anju.payments.sign_account import sign_account
from anju.people.accounts.deed import Change
from anju.people.accounts.open_accounts import Opening, open_fund_accounts
from anju.people.employers.register_employer import Registration, register_employer
from anju.people.models import Employer
from bench.people import credit_code, people
from bench.server import Server

CENTER = "xinyang"
OPENED_ON, TODAY = date(2026, 7, 1), date(2026, 11, 18)
MONTH = Month.of(TODAY)
FLOORS = Path(__file__).parent / "floors"
BY = "bench"


@contextmanager
def standing(server: Server, database: str, *, role: str = "app") -> Iterator[None]:
    """Let the product's own code work in one of the bench's databases, in its one center."""
    found = conninfo_to_dict(server.url(database, role=role))
    connection.close()
    connection.settings_dict.update(
        NAME=database, USER=found["user"], PASSWORD=found["password"], HOST=found["host"]
    )
    connection.set_schema_to_public()
    try:
        with inside(CENTER):
            yield
    finally:
        connection.close()


def prepare_center(server: Server) -> None:
    """The first of all databases: the installation and one empty center."""
    call_command("prepare", verbosity=0)
    create_center(code=CENTER, name="信阳市住房公积金管理中心", first_day=OPENED_ON)
    connection.close()
    server.clone("center", of="anju")


def prepare_employers(server: Server, sizes: tuple[int, ...]) -> None:
    """`employers`: among those accounts, an employer for each size with all of its staff."""
    server.clone("employers", of="accounts")
    with standing(server, "employers"):
        before = 0
        for number, heads in enumerate(sizes, start=1):
            _employ(_employer(number), heads, before)
            before += heads
        _opening_balances("staff")
        _prepay()
    _finish(server, "employers", floor=False)


def prepare_remittances(server: Server) -> None:
    """`remittances`: the same, with a month's roll drawn up everywhere; money is awaited."""
    server.clone("remittances", of="employers")
    with standing(server, "remittances"):
        for employer in Employer.objects.order_by("id"):
            submit_remittance(
                employer=employer,
                until=MONTH,
                method=Remittance.Method.REALTIME,
                expected_fen=dues(employer=employer, until=MONTH, today=TODAY).total_fen,
                intent=f"bench-{employer.pk}",
                today=TODAY,
                by=BY,
            )
    _finish(server, "remittances")


def prepare_accounts(server: Server, accounts: int) -> None:
    """`accounts`: so many accounts of the ledger alone, in blocks of 5,000 neighbours."""
    server.clone("accounts", of="center")
    with standing(server, "accounts"):
        for first in range(0, accounts, 5000):
            numbers = [f"09{n:010d}" for n in range(first, min(first + 5000, accounts))]
            near = f"02{first:010d}"
            open_accounts(subject=MEMBERS, numbers=numbers, near=near, opened_on=OPENED_ON)
        _opening_balances("everybody")
    _finish(server, "accounts")


def _employer(number: int) -> Employer:
    employer = register_employer(
        registration=Registration(
            name=f"信阳测算第{number}有限公司",
            credit_code=credit_code(number),
            branch="市直管理部",
            address="",
            payday=10,
            employer_rate=Decimal("0.08"),
            own_rate=Decimal("0.08"),
            first_month=MONTH,
        ),
        today=OPENED_ON,
        by=BY,
    )
    sign_account(
        employer=employer,
        bank="演示银行",
        account=f"41150000{number:08d}",
        holder=employer.name,
        today=OPENED_ON,
        by=BY,
    )
    return employer


def _employ(employer: Employer, heads: int, before: int) -> None:
    bounds = bounds_for(employer=employer, on=TODAY)
    change = Change(month=MONTH, today=OPENED_ON, actor=BY, source="bench")
    staff = people(heads, since=before)
    for part in iter(lambda: list(islice(staff, 5000)), []):
        openings = [
            Opening(
                person.name,
                person.identity_number,
                person.mobile,
                bounds.terms(person.base_fen, employer.employer_rate, employer.own_rate),
            )
            for person in part
        ]
        open_fund_accounts(employer=employer, openings=openings, change=change)


def deed_of(kind: Kind, act: str, day: date) -> Deed:
    """An entry of the bench's own."""
    return Deed(
        kind=kind,
        act=act,
        booked_on=day,
        value_on=day,
        actor=BY,
        summary=kind.label,
        branch="市直管理部",
        channel="40",
    )


def _opening_balances(act: str) -> None:
    """Whoever has nothing starts with 1,000 to 50,000 yuan, by the id of the account."""
    book_mass(
        mass=MassDeed(
            deed=deed_of(Kind.OPENING_BALANCE, act, OPENED_ON),
            query="SELECT id AS account_id, 100000 + id * 7919 %% 4900000 AS amount_fen"
            " FROM ledger_account JOIN ledger_balance ON account_id = id"
            " WHERE subject = %(members)s AND current_fen = 0",
            values={"members": MEMBERS},
            against=collection_ledger(OPENED_ON),
        )
    )


def _prepay() -> None:
    """Every employer has prepaid a month, so that a roster can go through to the booking."""
    for employer in Employer.objects.all():
        owed = dues(employer=employer, until=MONTH, today=TODAY).total_fen
        legs = [Leg(employer.prepayment_id, owed), Leg(collection_ledger(OPENED_ON), -owed)]
        book(deed=deed_of(Kind.PREPAYMENT, f"bench/{employer.pk}", OPENED_ON), legs=legs)


def _finish(server: Server, database: str, *, floor: bool = True) -> None:
    """Lay the floor's tables beside the product's where they are needed; vacuum everything."""
    with server.connect(database) as owner:
        owner.execute("DROP SCHEMA IF EXISTS floor CASCADE")
        if floor:
            owner.execute((FLOORS / "tables.sql").read_text())
        owner.execute("VACUUM (FREEZE, ANALYZE)")


def interest_account() -> int:
    """The fund's own account against which interest is booked."""
    return fund_account(subject=INTEREST_EXPENSE, number="bench", opened_on=OPENED_ON)


def bank_account() -> int:
    """The ledger's account of the bank account into which the center collects."""
    return collection_ledger(OPENED_ON)
