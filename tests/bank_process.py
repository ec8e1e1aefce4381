"""The simulated bank as a real process, and an ear for its calls; shared by the tests."""

import itertools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Instruction, Party

KEY = "the-key-of-the-tests"
PATIENCE_SECONDS = 60
_numbers = itertools.count(1)


class BankProcess:
    """`python -m anju_simulators` over a folder; started again, it keeps its port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it; where somebody's line stands on its old port for a moment, wait for that.

        Raises AssertionError when it never gets ready.
        """
        ends = time.monotonic() + PATIENCE_SECONDS
        while not (ready := self._begin()) and self.port and time.monotonic() < ends:
            self._wait()
            time.sleep(0.1)
        assert ready.startswith("ready "), ready
        self.port = int(ready.rsplit(":", 1)[1].strip().rstrip("/"))

    def _begin(self) -> str:
        source = Path(__file__).resolve().parents[1] / "src"
        options = ["--port", str(self.port), "--data", str(self.folder), "--retry-ms", "20"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "anju_simulators", *options],
            env={**os.environ, "PYTHONPATH": str(source), "ANJU_BANK_KEY": KEY},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def kill(self) -> None:
        self.process.kill()
        self._wait()

    def stop(self) -> int:
        self.process.terminate()
        return self._wait()

    def _wait(self) -> int:
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.wait(PATIENCE_SECONDS)


class Ear:
    """A small server that hears the bank's calls; `answer` gives the status of each."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], str, bytes]] = []
        self.answer: Callable[[dict[str, str], str, bytes], int] = lambda *_: 204
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                call = (dict(self.headers), self.path, body)
                ear.heard.append(call)
                self.send_response(ear.answer(*call))
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Tests print what they need."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/c/xinyang/bank/answers?from=bank"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def party(name: str) -> Party:
    """A party with an account number nobody used before."""
    return Party(f"6217{next(_numbers):012d}", name)


def end_day(levers: SimulatedBank, day: date, account: str) -> None:
    """Let the bank end a day of an account, so that its statement is final."""
    levers.set_date(day + timedelta(days=1), account=account)


def instruct(payer: Party, payee: Party, fen: int = 1_234_500, *, url: str = "") -> Instruction:
    """An instruction to collect, under a serial nobody used before."""
    return Instruction(
        serial=f"HJ{next(_numbers):010d}",
        kind="collect",
        amount_fen=fen,
        payer=payer,
        payee=payee,
        purpose="汇缴",
        remark="2026 年 11 月汇缴",
        callback_url=url,
    )
