"""What migrations make beside the tables: partitions, guard, doors, and the rights."""

from anju.centers.sql import text

FIRST_YEAR, LAST_YEAR = 2020, 2035
OWN = "ledger_account, ledger_balance, ledger_entry, ledger_block"


def postings() -> list[str]:
    """The partitioned table of postings, a part a year, with a look-up by entry."""
    parts = [_part("early", "MINVALUE", f"'{FIRST_YEAR}-01-01'")]
    parts += [
        _part(str(year), f"'{year}-01-01'", f"'{year + 1}-01-01'")
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]
    parts.append(_part("later", f"'{LAST_YEAR + 1}-01-01'", "MAXVALUE"))
    by_entry = (
        "CREATE INDEX ledger_posting_by_entry ON ledger_posting USING brin (entry_id)"
        " WITH (pages_per_range = 16)"
    )
    return [text("ledger/posting"), *parts, by_entry]


PIN = "SELECT set_config('search_path', current_setting('search_path') || ', pg_temp', true)"


def laws() -> list[str]:
    """The guard and the ink."""
    ink = [
        f"CREATE TRIGGER {table}_ink BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_ink()"
        for table in ("ledger_entry", "ledger_posting")
    ]
    guard = (
        "CREATE TRIGGER ledger_guard AFTER INSERT ON ledger_posting"
        " REFERENCING NEW TABLE AS fresh"
        " FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard()"
    )
    return [text("ledger/guard"), text("ledger/ink"), guard, *ink]


def doors() -> list[str]:
    """Narrow balances that stay in place when they move, id blocks, and the doors."""
    # The functions keep the search path they are made under; temporary tables come last in it,
    # or a caller could slip one of his own in front of ours.
    return [
        PIN,
        # Room for the next version of every row of a page and for the pointers to the last one:
        # with it a posting to everybody moves no row to another page, year after year.
        "ALTER TABLE ledger_balance SET (fillfactor = 48)",
        "CREATE TABLE ledger_block (near text PRIMARY KEY, next_id bigint NOT NULL,"
        " until_id bigint NOT NULL)",
        "CREATE SEQUENCE ledger_block_start START 100",
        "CREATE SEQUENCE ledger_fund_id MINVALUE 1 MAXVALUE 9999",
        text("ledger/book_door"),
        text("ledger/open_door"),
        text("ledger/open_fund_door"),
    ]


def rights() -> list[str]:
    """The application reads the books, and writes them only through the doors."""
    return [
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {OWN}, ledger_posting FROM anju_app",
        "REVOKE ALL ON SEQUENCE ledger_block_start, ledger_fund_id FROM anju_app",
        "REVOKE ALL ON FUNCTION ledger_book, ledger_open, ledger_open_fund FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION ledger_book, ledger_open, ledger_open_fund TO anju_app",
    ] + [
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_posting_{part} FROM anju_app"
        for part in ("early", *map(str, range(FIRST_YEAR, LAST_YEAR + 1)), "later")
    ]


def _part(name: str, since: str, until: str) -> str:
    return (
        f"CREATE TABLE ledger_posting_{name} PARTITION OF ledger_posting"
        f" FOR VALUES FROM ({since}) TO ({until})"
    )


def holds() -> list[str]:
    """The doors of holds; nobody else moves what is held."""
    return [
        PIN,
        text("ledger/hold_door"),
        text("ledger/release_door"),
        "REVOKE ALL ON FUNCTION ledger_hold_money, ledger_release_money FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION ledger_hold_money, ledger_release_money TO anju_app",
        "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_hold FROM anju_app",
    ]
