"""The front as the supervisor runs it: it starts, answers, and ends when it is told to."""

import os
import re
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import anju

Front = subprocess.Popen[str]


@contextmanager
def running(folder: Path) -> Iterator[tuple[Front, int]]:
    """The front as a process on a free port, which ends with the test whatever happens."""
    source = Path(anju.__file__).parents[1]
    made = subprocess.Popen(
        [sys.executable, "-m", "anju.tls", "--port", "0"],
        env={**os.environ, "PYTHONPATH": str(source), "ANJU_TLS_DIR": str(folder / "tls")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    try:
        said = (re.fullmatch(r"ready https://127.0.0.1:(\d+)/\n", one) for one in made.stdout)
        yield made, next(int(ready[1]) for ready in said if ready)
    finally:
        made.kill()
        made.wait()


def health(port: int, folder: Path) -> int:
    """The status of the front's health, with its own certificate for the only trusted one."""
    context = ssl.create_default_context(cafile=str(folder / "tls" / "front.pem"))
    url = f"https://127.0.0.1:{port}/healthz"
    try:
        with urllib.request.urlopen(url, context=context, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as told:
        return told.code


def test_it_starts_serves_the_product_ends_and_starts_again(tmp_path: Path) -> None:
    """Health itself depends on the machine's database; an answer is what counts here."""
    before = b""
    for _ in range(2):
        with running(tmp_path) as (front, port):
            assert health(port, tmp_path) in (200, 503)
            front.terminate()
            assert front.wait(60) == 0
        key = (tmp_path / "tls" / "front.key").read_bytes()
        assert before in (b"", key)
        before = key
