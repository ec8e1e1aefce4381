"""What somebody with the application's own connection could try against the ledger's door."""

import json
from collections import Counter
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.ledger.book import Leg, book
from anju.ledger.chart import BANK_DEPOSIT, MEMBERS
from anju.ledger.lists import balances
from anju.ledger.models import Entry, Posting
from anju.ledger.open import fund_account, open_accounts
from anju.ledger.proofs import prove
from anju.ledger.reverse import AlreadyReversed, reverse
from anju.payments.models import Order
from faults.month import deed, settle
from faults.rivals import form, mill, together
from faults.test_races import remit
from people_of_the_town import TODAY, FakeBank

DOOR = """
SELECT ledger_book('11', %(act)s, %(day)s::date, %(day)s::date, 'me', '', NULL, '', '00', NULL,
                   %(accounts)s::bigint[], %(amounts)s::bigint[], NULL)
"""


@pytest.fixture
def bank(xinyang) -> int:
    return fund_account(subject=BANK_DEPOSIT, number="1", opened_on=TODAY)


@pytest.fixture
def rich(bank: int) -> int:
    """An account with 100.00 in it."""
    opened = open_accounts(subject=MEMBERS, numbers=["rich"], near="x", opened_on=TODAY)
    book(deed=deed("start"), legs=[Leg(opened["rich"], 10_000), Leg(bank, -10_000)])
    return opened["rich"]


def knock(accounts: list[int], amounts: list[int], day: object = TODAY) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        values = {"act": "x", "day": day, "accounts": accounts, "amounts": amounts}
        cursor.execute(DOOR, values)


@pytest.mark.parametrize(
    ("who", "amounts"),
    [
        ("bank rich rich", [-200, 100, 100]),  # an account named twice
        ("rich bank", [100, -100]),  # not in the order of the locks
        ("bank rich", [100, 100]),  # both sides gain
        ("bank rich", [0, 0]),  # nothing moves
        ("rich", [100]),  # one side only
        ("bank rich", [10_001, -10_001]),  # more than there is
        ("bank rich", [100]),  # an amount missing
        ("", []),
    ],
)
def test_the_door_called_by_hand_keeps_its_laws(
    bank: int, rich: int, who: str, amounts: list[int]
) -> None:
    known = {"bank": bank, "rich": rich}
    with pytest.raises(DatabaseError):
        knock([known[name] for name in who.split()], amounts)
    assert balances(accounts=[rich]) == {rich: 10_000}
    assert Entry.objects.count() == 1
    assert [proof.law for proof in EVERY_PROOF if "账" in proof.law and _fails(proof)] == []


def _fails(proof) -> bool:
    finding = prove(proof)
    # This account belongs to nobody: it was opened at the ledger's door alone.
    return not finding.holds and proof.law != "个人账户与分户账一一对应"


def test_a_table_slipped_in_front_of_ours_is_not_what_the_door_writes(
    bank: int, rich: int
) -> None:
    with connection.cursor() as cursor:
        for table in ("ledger_balance", "ledger_entry"):
            cursor.execute(f"CREATE TEMP TABLE {table} (LIKE xinyang.{table} INCLUDING ALL)")
        cursor.execute("SET LOCAL search_path = pg_temp, xinyang, public")
        cursor.execute(
            DOOR, {"act": "x", "day": TODAY, "accounts": [bank, rich], "amounts": [500, -500]}
        )
        cursor.execute("SELECT count(*) FROM pg_temp.ledger_entry")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT current_fen FROM xinyang.ledger_balance WHERE account_id = %s", [rich]
        )
        assert cursor.fetchone() == (9_500,)
        cursor.execute("DROP TABLE pg_temp.ledger_balance, pg_temp.ledger_entry")


def test_switching_triggers_off_is_not_for_the_application(bank: int, rich: int) -> None:
    for wish in (
        "SET session_replication_role = replica",
        "ALTER TABLE ledger_posting DISABLE TRIGGER ledger_guard",
        "DROP TRIGGER ledger_guard ON ledger_posting",
        "ALTER TABLE ledger_posting DETACH PARTITION ledger_posting_2026",
        "CREATE OR REPLACE FUNCTION ledger_ink() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'",
        "SET ROLE anju_owner",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(wish)


def test_ten_reversals_of_one_entry_take_it_back_once(jian: str) -> None:
    at = mill()
    remit(at, form())
    settle(FakeBank())
    account = at.accounts.first().pk
    bank = Posting.objects.filter(account_id__lt=10_000).latest("entry_id").account_id
    entry = book(deed=deed(f"TQ {at.number}"), legs=[Leg(account, -5_000), Leg(bank, 5_000)])
    original = Entry.objects.get(pk=entry)
    answers = together(
        jian,
        [partial(reverse, entry=original, booked_on=TODAY, actor="t", channel="00")] * 10,
    )
    assert Counter(type(answer) for answer in answers) == {int: 1, AlreadyReversed: 9}
    assert balances(accounts=[account]) == {account: 144_000}


def test_the_trail_keeps_no_whole_bank_account(jian: str) -> None:
    from anju.audit.models import Event

    at = mill()
    remit(at, form())
    whole = Order.objects.latest("id").payer_account
    told = json.dumps(list(Event.objects.values_list("detail", flat=True)))
    assert whole not in told
    settle(FakeBank())
