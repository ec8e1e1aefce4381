"""Which PostgreSQL, and as which of its two roles."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

APP_ROLE = "anju_app"


def database_of(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """Django's description of the database for the role this process plays.

    `DATABASE_URL` always wins; without it the embedded server's own note in `var` is read.
    The running application is `anju_app`, which cannot rewrite the ledger; the few commands
    that own the schema ask for `ANJU_DATABASE_ROLE=owner`.
    """
    owner = environ.get("DATABASE_URL") or _noted(var, "owner")
    app = environ.get("ANJU_APP_DATABASE_URL") or (
        "" if environ.get("DATABASE_URL") else _noted(var, "app")
    )
    as_owner = environ.get("ANJU_DATABASE_ROLE", "app") == "owner"
    parts = conninfo_to_dict(owner if as_owner or not app else app)
    session = "-c jit=off -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
    if not as_owner and not app:
        session += f" -c role={APP_ROLE}"
    return {
        "ENGINE": "anju.centers.postgresql",
        "NAME": parts.get("dbname", "anju"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {"options": session},
        "TEST": {"NAME": environ.get("ANJU_TEST_DB", "test_anju")},
    }


def _noted(var: Path, role: str) -> str:
    note = var / "postgres.url" / role
    return note.read_text(encoding="utf-8").strip() if note.is_file() else ""
