"""What the project keeps can be taken anywhere: it names no machine and no registry."""

import re

import pytest

from reading import ROOT, tracked_files

BINARY = {
    ".png",
    ".jpg",
    ".ico",
    ".woff2",
    ".otf",
    ".ttf",
    ".xls",
    ".xlsx",
    ".pdf",
    ".zip",
    ".doc",
}
# Written in pieces, so that this file does not find itself.
REGISTRIES = [
    "pypi" + ".org",
    "files.python" + "hosted",
    "registry.npm" + "js",
    "deb.debian" + ".org",
]
PATHS = re.compile(r"(?<![\w.~%])/(?:work|home|root|Users|opt)/[\w.-]+")


def _texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.suffix not in BINARY and b"\0" not in path.read_bytes()[:1000]
    ]


@pytest.mark.parametrize("registry", REGISTRIES)
def test_no_file_names_a_registry(registry: str) -> None:
    assert [name for name, text in _texts() if registry in text] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [name for name, text in _texts() if PATHS.search(text)]
    assert [name for name in found if name != "tests/house/test_workplace.py"] == []


def test_locks_carry_hashes_and_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(
            r"^\s*-|https?:|file:", text.replace("    --hash", ""), re.MULTILINE
        )
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_nothing_large_is_kept() -> None:
    large = [
        f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB"
        for path in tracked_files()
        if path.stat().st_size > 600 * 1024
    ]
    assert large == []
