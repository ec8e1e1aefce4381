"""The life of a demo: it is prepared, it runs until it is told to end, and it leaves nobody."""

import contextlib
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator

from anju.batch.demo.announce import announce
from anju.batch.demo.house import PYTHON, House
from anju.batch.demo.neighbours import (
    end_all,
    holder_of,
    is_healthy,
    ours,
    takes_connections,
)
from anju.centers import postgres

HEALTH_SECONDS = 120
POLL_SECONDS = 1 / 20
KEPT_BY_RESET = {"chromium", "python", "lock-tools"}


class DemoFailed(Exception):
    """The demo cannot run; the sentence says why and what to do."""


def up(house: House) -> None:
    """Run the demo in the foreground until Ctrl-C, `make stop` or SIGTERM.

    Raises DemoFailed when it is running already, a port is taken, or a part does not come up.
    """
    _refuse_if_taken(house)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    for folder in (house.logs, house.var / "static"):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        _prepare(house)
        _live(house)
    except KeyboardInterrupt:
        _say("stopping")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop(house)


def stop(house: House) -> None:
    """End every process of the demo, wherever it was started, the database last."""
    end_all(house)
    if house.own_database:
        postgres.stop(house.root)
    _say("everything is stopped; the data are kept")


def reset(house: House) -> None:
    """Throw all data away and run the demo from nothing.

    Raises DemoFailed for a database that is not the demo's own: nobody loses that by a typo.
    """
    if not house.own_database:
        raise DemoFailed("DATABASE_URL is set: drop that database yourself, then 'make demo'.")
    end_all(house)
    postgres.erase(house.root)
    for path in house.var.iterdir():
        if path.name not in KEPT_BY_RESET and path != house.demo:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    up(house)


def _refuse_if_taken(house: House) -> None:
    if ours(house):
        raise DemoFailed("this demo is running already; 'make stop' ends it.")
    for port in house.ports:
        if takes_connections(port):
            raise DemoFailed(
                f"port {port} is taken{holder_of(port)}. The demo needs {house.port} to"
                f" {house.ports[-1]}; choose others with: ANJU_PORT=8700 make demo"
            )


def _prepare(house: House) -> None:
    """Database, schemas, town; whose builder speaks to the bank, so that runs meanwhile."""
    if house.own_database:
        _say("starting PostgreSQL")
        try:
            found = postgres.ensure(house.root)
        except postgres.PostgresFailed as failure:
            raise DemoFailed(str(failure)) from failure
        house.environment["DATABASE_URL"] = found.owner_url
        house.environment["ANJU_APP_DATABASE_URL"] = found.app_url
    with _bank_meanwhile(house):
        _say("bringing the schemas up to date")
        _command(house, "prepare", quiet=True)
        _say("building the town, unless it stands already")
        _command(house, "town", "build")
        _say("certificates of the agents, unless they stand already")
        _command(house, "certificates")


@contextlib.contextmanager
def _bank_meanwhile(house: House) -> Iterator[None]:
    with (house.logs / "simulators.log").open("ab") as log:
        bank = subprocess.Popen(
            house.simulators(), env=house.environment, cwd=house.root, stdout=log,
            stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        deadline = time.monotonic() + 30
        while not takes_connections(house.port + 1):
            if bank.poll() is not None or time.monotonic() > deadline:
                raise DemoFailed(f"the simulators do not start:\n{_tail(house, 'simulators')}")
            time.sleep(POLL_SECONDS)
        yield
    finally:
        bank.terminate()
        bank.wait()


def _command(house: House, *words: str, quiet: bool = False) -> None:
    program = [str(house.root / "bin" / "anju"), *words]
    log = house.logs / f"{words[0]}.log"
    with log.open("wb") as file:
        child = subprocess.Popen(
            program, env=house.environment, cwd=house.root, stdout=file if quiet else None,
            stderr=file if quiet else None, start_new_session=True,
        )  # fmt: skip
    # In a session of its own: Ctrl-C reaches us alone, and `stop` ends the child by its mark.
    if child.wait() != 0:
        told = _tail(house, words[0]) if quiet else "see above"
        raise DemoFailed(f"'bin/anju {' '.join(words)}' failed: {told}")


def _live(house: House) -> None:
    (house.demo / "supervisor.ini").write_text(house.supervision())
    # In a session of its own, so that Ctrl-C reaches us alone and we end the others in order.
    supervisor = subprocess.Popen(
        [*PYTHON, "supervisor.supervisord", "-c", "var/demo/supervisor.ini"],
        env=house.environment, cwd=house.root, start_new_session=True,
    )  # fmt: skip
    _wait_for_health(house, supervisor)
    _command(house, "demo-book", quiet=True)
    announce(house)
    if supervisor.wait() != 0:
        raise DemoFailed(f"the supervisor died:\n{_tail(house, 'supervisor')}")


def _wait_for_health(house: House, supervisor: "subprocess.Popen[bytes]") -> None:
    _say("waiting for the halls to open")
    deadline = time.monotonic() + HEALTH_SECONDS
    while not (is_healthy(house.url) and takes_connections(house.ports[-1])):
        if supervisor.poll() is not None or time.monotonic() > deadline:
            raise DemoFailed(f"the halls do not open:\n{_tail(house, 'web')}")
        time.sleep(POLL_SECONDS)


def _tail(house: House, name: str) -> str:
    log = house.logs / f"{name}.log"
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:]) if log.exists() else ""


def _say(words: str) -> None:
    print(f"anju: {words}", flush=True)
