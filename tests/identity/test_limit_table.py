"""The page of limits and the table in the code are the same table."""

from pathlib import Path

from anju.identity import limit_table
from anju.identity.limits import Limit

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations" / "limits.md"


def test_every_limit_is_written_down_with_its_numbers() -> None:
    first = PAGE.read_text(encoding="utf-8").split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in first.splitlines() if line[:1] == "|"]
    written = {row[0]: (int(row[3]), int(row[4])) for row in rows if row[0].isupper()}
    coded = {
        name: (limit.most, int(limit.window.total_seconds()))
        for name, limit in vars(limit_table).items()
        if isinstance(limit, Limit)
    }
    assert written == coded


def test_every_limit_says_what_there_was_too_much_of() -> None:
    assert all(limit.words for limit in limit_table.LIMITS)


def test_limits_of_one_scope_count_the_same_way() -> None:
    whole: dict[str, set[bool]] = {}
    for limit in limit_table.LIMITS:
        whole.setdefault(limit.scope, set()).add(limit.whole)
    assert all(len(ways) == 1 for ways in whole.values())
