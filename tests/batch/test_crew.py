"""Building side by side: what is told on the way, and what is told when a hall fails."""

import sys
from pathlib import Path

import pytest

from anju.batch.town.crew import Board, HallFailed, build_side_by_side


def test_the_board_tells_of_every_few_per_cent_and_of_the_end() -> None:
    said: list[str] = []
    board = Board(["jian", "ningbo"], said.append)
    for percent in range(101):
        board.move("jian", percent, "2026 年 1 月")
        board.move("ningbo", percent, "2026 年 1 月")
    told = [int(line.split()[1]) for line in said]
    assert told == sorted(told)
    assert told[-1] == 100
    assert 40 <= len(told) <= 55
    assert said[-1].startswith("  " + "█" * 30)


def test_a_hall_that_fails_is_named_with_what_its_builder_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(sys.modules["anju"].__path__[0]).parent))
    with pytest.raises(HallFailed, match=r"nowhere: (.|\n)*KeyError"):
        build_side_by_side(codes=["nowhere"], builders=1, say=lambda words: None)
