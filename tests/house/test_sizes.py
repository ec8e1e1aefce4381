"""Nothing grows beyond what one person can hold in the head."""

import re
from collections import Counter

from reading import ROOT, SIMULATORS, SOURCE, functions, modules

FUNCTION_LINES = 70
FILE_LINES = 300
TEMPLATE_LINES = 120
ROOM_FILES = 32


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{module.at(node)} {node.name}: {length} lines"
        for folder in (SOURCE, SIMULATORS, ROOT / "tests", ROOT / "scripts")
        for module in modules(folder)
        for node in functions(module)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert long == []


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    kinds = {".py", ".sql", ".css", ".js", ".sh", ".typ", ".yaml"}
    long = [
        f"{path.relative_to(ROOT)}: {length} lines"
        for folder in ("src", "scripts", "tests", "profiles")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds and "migrations" not in path.parts
        if (length := path.read_text(encoding="utf-8").count("\n")) > FILE_LINES
    ]
    assert long == []


def test_no_room_holds_more_files_than_one_list_shows() -> None:
    rooms = Counter(
        str(path.parent.relative_to(ROOT))
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
    )
    assert [room for room, files in rooms.items() if files > ROOM_FILES] == []


def test_no_template_is_longer_than_a_hundred_and_twenty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {length} lines"
        for path in (ROOT / "src").rglob("*.html")
        if (length := path.read_text(encoding="utf-8").count("\n")) > TEMPLATE_LINES
    ]
    assert long == []


def test_no_template_brings_its_own_script_or_style() -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (SOURCE / "portals").rglob("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if inline.search(line)
    ]
    assert found == []
