"""A PostgreSQL of the bench's own, and databases cloned from prepared ones."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from anju.centers import postgres
from anju.centers.postgres.place import server_of

# All else stays as the product sets it. Nothing may start by itself during a measurement.
FIXED = {
    "autovacuum": "off",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "1h",
    "track_io_timing": "off",
}
REPORTED = [
    "server_version",
    "shared_buffers",
    "work_mem",
    "max_wal_size",
    "checkpoint_timeout",
    "autovacuum",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "data_checksums",
    "wal_compression",
    "wal_level",
    "jit",
    "io_method",
    "max_connections",
]


@dataclass(frozen=True)
class Server:
    """Where the bench's PostgreSQL answers, and in which folder everything of it lies."""

    root: Path
    owner_url: str
    app_url: str

    def url(self, database: str, *, role: str = "owner") -> str:
        """A connection string to one of its databases, as the owner or as the application."""
        parts = conninfo_to_dict(self.owner_url if role == "owner" else self.app_url)
        return make_conninfo("", **{**parts, "dbname": database})

    def connect(self, database: str = "anju", *, role: str = "owner") -> psycopg.Connection:
        """A connection of the bench's own, outside Django, that commits each statement."""
        return psycopg.connect(self.url(database, role=role), autocommit=True)

    def clone(self, name: str, *, of: str) -> None:
        """Make a database anew, file by file, from a prepared one nobody is connected to."""
        with self.connect() as connection:
            connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
            connection.execute(
                _named("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, of)
            )

    def create(self, name: str) -> None:
        """An empty database."""
        with self.connect() as connection:
            connection.execute(_named("CREATE DATABASE {}", name))

    def drop(self, name: str) -> None:
        """Remove a database, if it is there."""
        with self.connect() as connection:
            connection.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))

    def settings(self) -> dict[str, str]:
        """The settings that decide, as the server itself reports them."""
        with self.connect() as connection:
            return {
                name: str(connection.execute(f"SHOW {name}").fetchone()[0]) for name in REPORTED
            }

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's own programs."""
        return str(server_of(self.root).program / "bin" / name)

    def run(self, name: str, *arguments: str, database: str) -> str:
        """Run one of PostgreSQL's programs against a database; raises when it fails."""
        done = subprocess.run(
            [self.program(name), *arguments, self.url(database)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout + done.stderr


@contextmanager
def own_server() -> Iterator[Server]:
    """Start a server in a folder of its own and remove every trace of it at the end."""
    root = Path(tempfile.mkdtemp(prefix="anju-bench-"))
    root.chmod(0o711)
    try:
        postgres.ensure(root)
        postgres.stop(root)
        _fix_settings(root)
        found = postgres.ensure(root)
        yield Server(root, found.owner_url, found.app_url)
    finally:
        postgres.erase(root)
        shutil.rmtree(root, ignore_errors=True)


def _fix_settings(root: Path) -> None:
    ram_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    settings = {**FIXED, "shared_buffers": f"{max(128, min(ram_mb // 6, 4096))}MB"}
    path = server_of(root).data / "postgresql.auto.conf"
    with path.open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())


def settle(connection: psycopg.Connection, *tables: str) -> None:
    """VACUUM ANALYZE what will be measured, all of it into memory, and CHECKPOINT."""
    for table in tables:
        connection.execute(
            f"VACUUM (ANALYZE, DISABLE_PAGE_SKIPPING, BUFFER_USAGE_LIMIT 0) {table}"
        )
    connection.execute("CHECKPOINT")


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(name) for name in names))
