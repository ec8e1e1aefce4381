"""Where the books lie: one SQLite file, one writer at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

LATER_COLUMNS = (("account", "notice_url"), ("movement", "digest"), ("account", "identity"))
BEIJING = timezone(timedelta(hours=8))


class Store:
    """The connection this program shares; `with store.writing()` is a transaction."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            folder / "bank.sqlite3", isolation_level=None, check_same_thread=False, timeout=30
        )
        self._connection.row_factory = sqlite3.Row
        self._lock = threading.RLock()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript((Path(__file__).parent / "schema.sql").read_text())
        self._grow()

    def _grow(self) -> None:
        """Add what the books have learnt since they were first laid out."""
        for table, column in LATER_COLUMNS:
            known = {row["name"] for row in self.rows(f"PRAGMA table_info({table})")}
            if column not in known:
                self.run(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            if self._connection.in_transaction:  # a step of a transaction already begun
                yield
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def run(self, sql: str, *values: object) -> None:
        with self._lock:
            self._connection.execute(sql, values)

    def rows(self, sql: str, *values: object) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, values)]

    def row(self, sql: str, *values: object) -> dict[str, Any] | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def setting(self, name: str, default: str = "") -> str:
        found = self.row("SELECT value FROM setting WHERE name = ?", name)
        return found["value"] if found else default

    def keep_setting(self, name: str, value: str) -> None:
        self.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value)

    def next_bank_serial(self) -> str:
        """Give the bank's own serial, never twice; call it inside `writing`."""
        number = int(self.setting("next_serial"))
        self.keep_setting("next_serial", str(number + 1))
        return f"BK{number:012d}"

    def close(self) -> None:
        with self._lock:
            self._connection.close()


def now_text() -> str:
    return datetime.now(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def today_text() -> str:
    return datetime.now(BEIJING).date().isoformat()
