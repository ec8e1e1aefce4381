"""What the bank does by itself: carries out what is due, and calls until it is heard."""

import http.client
import threading
import time
from typing import Any
from urllib.parse import urlsplit

from anju_simulators.instructions import execute
from anju_simulators.store import Store
from anju_simulators.wire import Seal

ATTEMPTS = 5
POSTMEN = 6
# Between attempts, in milliseconds, each wait twice the one before.
FIRST_RETRY_MS = 500
CALL_SECONDS = 5
IDLE_SECONDS = 1


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Clockwork:
    """One thread carries out instructions, a few deliver messages; rows outlive the program."""

    def __init__(self, store: Store, seal: Seal, *, retry_ms: int = FIRST_RETRY_MS) -> None:
        self._store = store
        self._seal = seal
        self._retry_ms = retry_ms
        self._stopped = False
        self._wake = threading.Condition()
        jobs = [self._carry_out, *[self._deliver] * POSTMEN]
        self._threads = [threading.Thread(target=job, daemon=True) for job in jobs]

    def start(self) -> None:
        # What was on its way when the program died is sent again: at least once, never lost.
        self._store.run("UPDATE delivery SET state = 'waiting' WHERE state = 'sending'")
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped = True
        self.nudge()
        for thread in self._threads:
            thread.join(timeout=CALL_SECONDS + 1)

    def nudge(self) -> None:
        """Say that something new may be due."""
        with self._wake:
            self._wake.notify_all()

    def _rest(self, table: str, state: str) -> None:
        """Sleep until the next row is due, or somebody nudges."""
        coming = self._store.row(
            f"SELECT min(due_ms) AS ms FROM {table} WHERE state = ?", state
        )
        due_ms = coming["ms"] if coming and coming["ms"] is not None else now_ms() + 1_000
        with self._wake:
            if not self._stopped:
                wait = (due_ms - now_ms()) / 1_000
                self._wake.wait(min(max(wait, 0.001), IDLE_SECONDS))

    def _carry_out(self) -> None:
        while not self._stopped:
            due = self._store.rows(
                "SELECT serial FROM instruction WHERE state = 'accepted' AND due_ms <= ?"
                " ORDER BY due_ms, serial LIMIT 200",
                now_ms(),
            )
            for row in due:
                execute(self._store, row["serial"], now_ms=now_ms())
            if due:
                self.nudge()
            else:
                self._rest("instruction", "accepted")

    def _deliver(self) -> None:
        while not self._stopped:
            message = self._claim()
            if message is None:
                self._rest("delivery", "waiting")
            else:
                self._record(message, self._call(message))

    def _claim(self) -> dict[str, Any] | None:
        with self._store.writing():
            message = self._store.row(
                "SELECT * FROM delivery WHERE state = 'waiting' AND due_ms <= ?"
                " ORDER BY due_ms, id LIMIT 1",
                now_ms(),
            )
            if message:
                self._store.run(
                    "UPDATE delivery SET state = 'sending' WHERE id = ?", message["id"]
                )
            return message

    def _call(self, message: dict[str, Any]) -> str:
        """Call once, signed afresh; the answer is its status, or why there was none."""
        body, url = message["body"].encode(), urlsplit(message["url"])
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        headers = {"Content-Type": "application/json", **self._seal.sign("POST", path, body)}
        if message["forged"]:
            headers["X-Anju-Signature"] = "0" * 64
        secure = url.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        try:
            connection = kind(url.hostname or "", url.port, timeout=CALL_SECONDS)
            try:
                connection.request("POST", path, body, headers)
                return str(connection.getresponse().status)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            return f"{type(error).__name__}: {error}"[:200]

    def _record(self, message: dict[str, Any], reply: str) -> None:
        attempts = message["attempts"] + 1
        state = "waiting"
        if len(reply) == 3 and reply.startswith("2"):
            state = "heard"
        elif attempts >= ATTEMPTS:
            state = "given_up"
        self._store.run(
            "UPDATE delivery SET state = ?, attempts = ?, last_reply = ?, due_ms = ?"
            " WHERE id = ?",
            state,
            attempts,
            reply,
            now_ms() + self._retry_ms * 2 ** (attempts - 1),
            message["id"],
        )
