"""No statement repeats another: a list and its totals are one statement with two ends."""

from collections import defaultdict

from reading import ROOT, SOURCE

# So many lines in a row are the same thought, said twice.
LINES = 14


def test_no_two_statements_share_a_long_passage() -> None:
    found = defaultdict(set)
    for path in SOURCE.rglob("*.sql"):
        read = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        lines = [line for line in read if not line.startswith("--")]
        for start in range(len(lines) - LINES + 1):
            found["\n".join(lines[start : start + LINES])].add(str(path.relative_to(ROOT)))
    twins = {tuple(sorted(paths)) for paths in found.values() if len(paths) > 1}
    assert twins == set()
