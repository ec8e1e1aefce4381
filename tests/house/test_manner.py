"""Names, sentences and silences that every part of the house keeps to."""

import ast
import re

from reading import ROOT, SOURCE, Module, capabilities, functions, modules

BANNED_NAMES = {"services", "utils", "helpers", "managers", "common", "misc", "selectors"}
NOT_VERBS = {"models", "apps", "__init__"}


def _public(module: Module) -> list[ast.FunctionDef]:
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def _verbs() -> list[Module]:
    rooms = capabilities()
    return [m for m in modules() if m.room in rooms and m.path.stem not in NOT_VERBS]


def test_no_file_is_named_after_its_layer() -> None:
    found = [m.name for m in modules() if BANNED_NAMES & {m.path.stem, *m.path.parts}]
    assert found == []


def test_every_module_says_in_a_sentence_what_it_is_for() -> None:
    silent = [
        module.name
        for module in modules()
        if module.tree.body and not ast.get_docstring(module.tree)
    ]
    assert silent == []


def test_every_public_function_of_a_verb_has_a_docstring() -> None:
    silent = [
        f"{module.at(node)} {node.name}"
        for module in _verbs()
        for node in _public(module)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_a_use_case_takes_named_arguments() -> None:
    """It is the function its file is named after; one subject may come without a name."""
    positional = [
        f"{module.at(node)} {node.name}"
        for module in _verbs()
        if module.path.parent.name == module.room
        for node in _public(module)
        if node.name == module.path.stem and len(node.args.args) > 1
    ]
    assert positional == []


def test_nothing_is_swallowed() -> None:
    swallowed = [
        module.at(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler)
        and all(isinstance(line, ast.Pass) for line in node.body)
    ]
    assert swallowed == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "src").rglob("*"))
        if path.suffix in {".py", ".sql", ".html", ".css", ".js", ".typ"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if later.search(line)
    ]
    assert found == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    avoided = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b")
    found = [
        f"{path.relative_to(ROOT)}"
        for path in (ROOT / "tests").rglob("*.py")
        if avoided.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_below_the_doors_nobody_looks_at_a_clock() -> None:
    doors = {"portals", "batch", "gateways", "settings", "tls"}
    clocks = {
        *("date.today", "datetime.today", "datetime.now", "datetime.utcnow", "timezone.now"),
        *("timezone.localdate", "timezone.localtime", "time.time"),
    }
    found = [
        module.at(node)
        for module in modules()
        if module.room not in doors
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ".".join(ast.unparse(node.func).split(".")[-2:]) in clocks
    ]
    assert found == []


def test_no_capability_knows_that_there_is_http() -> None:
    rooms = {"ground", *capabilities()}
    web = ("django.http", "django.shortcuts", "django.views", "django.urls", "django.forms")
    found = [
        module.at(node)
        for module in modules()
        if module.room in rooms
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else _names(node))
        if name.startswith(web)
    ]
    assert found == []


def test_a_capability_holds_only_the_five_kinds_of_file() -> None:
    folders = {"sql", "migrations", "management", "__pycache__"}
    odd = [
        str(path.relative_to(ROOT))
        for room in capabilities()
        if (SOURCE / room).is_dir()
        for path in (SOURCE / room).iterdir()
        if path.suffix not in {".py", ".typ"} and path.name not in folders and path.is_file()
    ]
    assert odd == []


def _names(node: ast.Import) -> list[str]:
    return [alias.name for alias in node.names]


def test_no_function_hides_more_than_seven_parameters() -> None:
    found = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        for node in functions(module)
        if len([*node.args.args, *node.args.kwonlyargs]) > 7 + _is_method(node)
    ]
    assert found == []


def _is_method(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg in {"self", "cls"}
