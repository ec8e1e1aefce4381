"""Print which tests prove which row of the requirements: make rows [ARGS=--write]."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "docs" / "rows.txt"
COVERAGE = ROOT / "docs" / "coverage.md"

Marked = ast.Module | ast.ClassDef | ast.FunctionDef


def proofs(tests: Path = ROOT / "tests") -> dict[str, list[str]]:
    """Every row id found in a `rows` marker, with the tests that carry it."""
    found: dict[str, list[str]] = {}
    for path in sorted(tests.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = str(path.relative_to(tests.parent))
        for test, rows in _tests(tree, name, _marks_of_module(tree)):
            for row in rows:
                found.setdefault(row, []).append(test)
    return found


def _tests(node: Marked, name: str, rows: list[str]) -> Iterator[tuple[str, list[str]]]:
    for child in node.body:
        if isinstance(child, ast.FunctionDef) and child.name.startswith("test_"):
            yield f"{name}::{child.name}", rows + _marks(child.decorator_list)
        elif isinstance(child, ast.ClassDef):
            own = rows + _marks(child.decorator_list)
            yield from _tests(child, f"{name}::{child.name}", own)


def _marks_of_module(tree: ast.Module) -> list[str]:
    """Of `pytestmark = pytest.mark.rows(…)`, alone or in a list."""
    return [
        row
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for row in _marks(node.value.elts if isinstance(node.value, ast.List) else [node.value])
    ]


def _marks(expressions: list[ast.expr]) -> list[str]:
    return [
        str(argument.value)
        for call in expressions
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.rows"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def _page(rows: list[str], found: dict[str, list[str]]) -> str:
    lines = [
        "# Coverage: which tests prove which row",
        "",
        "Written by `make rows ARGS=--write`; row ids are those of the five halls' manuals.",
        "",
        f"Covered: {sum(row in found for row in rows)} of {len(rows)}.",
        "",
        "| row | tests |",
        "|---|---|",
    ]
    lines += [
        f"| {row} | " + ("<br>".join(f"`{test}`" for test in found[row]) + " |")
        for row in rows
        if row in found
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """One line per row: its id, then its tests or a dash; last the count."""
    rows, found = ROWS.read_text().split(), proofs()
    unknown = sorted(set(found) - set(rows))
    for row in rows:
        print(row, *found.get(row, ["-"]))
    print(f"covered {sum(row in found for row in rows)} of {len(rows)}")
    if unknown:
        print(f"unknown rows in markers: {', '.join(unknown)}", file=sys.stderr)
    if "--write" in sys.argv[1:]:
        COVERAGE.write_text(_page(rows, found), encoding="utf-8")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())
