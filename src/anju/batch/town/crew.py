"""Builds halls side by side, each in a process of its own, and shows how far they are."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

MARK = "@"
BAR = 30
STEP_PERCENT = 2


class HallFailed(Exception):
    """A hall could not be built; the message names it and repeats what its builder said."""


class Board:
    """The progress of all halls together, one line for each few per cent."""

    def __init__(self, codes: Sequence[str], say: Callable[[str], None]) -> None:
        self._done = dict.fromkeys(codes, 0)
        self._told = -1
        self._say = say
        self._lock = threading.Lock()

    def move(self, code: str, percent: int, words: str) -> None:
        """Hear from one builder, and tell when enough has happened since the last line."""
        with self._lock:
            self._done[code] = percent
            every = sum(self._done.values()) // len(self._done)
            if every < self._told + STEP_PERCENT and every != 100:
                return
            self._told = every
            filled = BAR * every // 100
            bar = "█" * filled + "░" * (BAR - filled)
            self._say(f"  {bar} {every:3d} %  {code} {words}")


def build_side_by_side(
    *, codes: Sequence[str], builders: int, say: Callable[[str], None]
) -> None:
    """Build these halls, `builders` at a time, as the application role.

    Raises HallFailed when one of them fails; the others are finished first.
    """
    board = Board(codes, say)
    with ThreadPoolExecutor(max_workers=builders) as crew:
        ends = list(crew.map(lambda code: _build(code, board), codes))
    failed = [end for end in ends if end]
    if failed:
        raise HallFailed("\n".join(failed))


def _build(code: str, board: Board) -> str:
    """Run one builder; answers nothing, or what it said when it failed."""
    said: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", "django", "town", "hall", code],
        env={**os.environ, "ANJU_DATABASE_ROLE": "app", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        for line in process.stdout or ():
            if line.startswith(MARK):
                percent, _, words = line[1:].strip().partition(" ")
                board.move(code, int(percent), words)
            else:
                said.append(line)
    if process.returncode == 0:
        return ""
    return f"{code}: {''.join(said[-30:])}"
