"""python -m anju.centers.postgres start|stop|status|url|env|keep, before any settings exist."""

import argparse
import os
import shlex
import sys
from pathlib import Path

from anju.centers import postgres


def main() -> int:
    """Do what the command line asks; failures are one sentence on stderr and exit code 1."""
    parser = argparse.ArgumentParser(prog="anju postgres")
    parser.add_argument("deed", choices=["start", "stop", "status", "url", "env", "keep"])
    deed = parser.parse_args().deed
    root = Path(os.environ.get("ANJU_ROOT") or Path(__file__).parents[4])
    try:
        print(_do(deed, root), end="")
    except postgres.PostgresFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def _do(deed: str, root: Path) -> str:
    if deed == "keep":
        postgres.keep(root)
        return ""
    if deed == "stop":
        return (
            "PostgreSQL stopped.\n" if postgres.stop(root) else "PostgreSQL was not running.\n"
        )
    if deed == "status":
        return f"{postgres.status(root)}\n"
    found = postgres.ensure(root)
    return {
        "start": f"{postgres.status(root)}\n",
        "url": f"{found.owner_url}\n{found.app_url}\n",
        "env": f"export DATABASE_URL={shlex.quote(found.owner_url)}\n"
        f"export ANJU_APP_DATABASE_URL={shlex.quote(found.app_url)}\n",
    }[deed]


sys.exit(main())
