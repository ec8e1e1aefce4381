"""What differs between cities is data: no code asks which city it is in."""

import ast
import re

from reading import ROOT, SOURCE, modules

CITIES = {path.name for path in (ROOT / "profiles").iterdir() if path.is_dir()} - {"national"}
DIVISION = re.compile(r"[1-8]\d{5}")


def _is_a_city(node: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and (part.value in CITIES or bool(DIVISION.fullmatch(part.value)))
        for part in ast.walk(node)
    )


def test_there_are_cities() -> None:
    assert {"ningbo", "jian", "chuxiong", "xinyang", "zaozhuang"} <= CITIES


def test_nothing_is_compared_with_a_city() -> None:
    found = [
        module.at(node)
        for module in modules(SOURCE)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Compare | ast.MatchValue) and _is_a_city(node)
    ]
    assert found == []


def test_nothing_is_looked_up_by_a_city_written_in_code() -> None:
    """A dictionary with cities for keys is the same question in other clothes."""
    found = [
        module.at(node)
        for module in modules(SOURCE)
        if not module.name.startswith("src/anju/batch/")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Dict)
        and any(isinstance(k, ast.Constant) and k.value in CITIES for k in node.keys)
    ]
    assert found == []


def test_no_template_asks_for_a_city() -> None:
    asked = re.compile(r"\{%\s*(?:el)?if[^%]*[\"'](?:" + "|".join(sorted(CITIES)) + r")[\"']")
    found = [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.html")
        if asked.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_nobody_writes_a_hotline_into_code_or_templates() -> None:
    """The number is the center's own (profile `hall.hotline`; anju.policy.hotline gives it)."""
    number = re.compile(r"(?<!\d)12329(?!\d)")
    found = [
        str(path.relative_to(ROOT))
        for ending in ("*.py", "*.html", "*.js")
        for path in SOURCE.rglob(ending)
        if number.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
