"""python -m bench: starts its own PostgreSQL, measures, judges; exit code 1 for a miss."""

import os
import sys
import time
from pathlib import Path

from bench.profile import profile_of
from bench.server import Server, own_server

ROOT = Path(__file__).resolve().parents[1]


def say(*words: object) -> None:
    """A line for whoever waits."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Measure everything once through; 0 when every goal that counts is met."""
    profile, began = profile_of(), time.monotonic()
    with own_server() as server:
        _be_the_product(server)
        # Only now do settings know which database they speak of.
        from bench.course import run_course

        verdicts = run_course(server, profile, say)
    missed = [one for one in verdicts if not one.met]
    say(f"{len(verdicts) - len(missed)} of {len(verdicts)} goals met,"
        f" {time.monotonic() - began:.0f} seconds, profile {profile.name}")  # fmt: skip
    return 1 if missed and profile.judged else 0


def _be_the_product(server: Server) -> None:
    """Make this process a process of the product's, with a database and a `var` of its own."""
    import django

    os.environ.update(
        DATABASE_URL=server.owner_url,
        ANJU_APP_DATABASE_URL=server.app_url,
        ANJU_DATABASE_ROLE="owner",
        ANJU_VAR=str(server.root / "var"),
        DJANGO_SETTINGS_MODULE="anju.settings",
        PYTHONPATH=f"{ROOT / 'src'}:{ROOT}",
    )
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
