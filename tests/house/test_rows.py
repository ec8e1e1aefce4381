"""The list of requirement rows, and the markers that claim to prove them."""

import subprocess
import sys

from reading import ROOT

ROWS = (ROOT / "docs" / "rows.txt").read_text().split()


def _printed() -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "rows.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_five_halls_have_two_hundred_and_thirteen_rows() -> None:
    assert len(ROWS) == len(set(ROWS)) == 213


def test_one_line_is_printed_per_row_and_the_count_last() -> None:
    *lines, last = _printed().stdout.splitlines()
    assert [line.split()[0] for line in lines] == ROWS
    proven = sum(line.split()[1] != "-" for line in lines)
    assert last == f"covered {proven} of 213"


def test_no_marker_names_a_row_that_does_not_exist() -> None:
    printed = _printed()
    assert (printed.returncode, printed.stderr) == (0, "")
