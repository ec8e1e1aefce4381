"""Read the project's own source: what the house tests look at."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "anju"
SIMULATORS = ROOT / "src" / "anju_simulators"


@dataclass(frozen=True)
class Module:
    """One Python file, parsed."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        return self.path.relative_to(SOURCE).parts[0].removesuffix(".py")

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def modules(folder: Path = SOURCE, *, migrations: bool = False) -> tuple[Module, ...]:
    """Every Python file under a folder; migrations only when asked for."""
    paths = sorted(folder.rglob("*.py"))
    return tuple(
        Module(path, ast.parse(path.read_text(encoding="utf-8"), filename=str(path)))
        for path in paths
        if migrations or "migrations" not in path.parts
    )


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file the project keeps, or would keep at the next commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def floors() -> dict[str, int]:
    """Each room's floor, counted from the ground, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    (layers,) = (c["layers"] for c in contracts["contracts"] if c.get("exhaustive"))
    return {
        room.strip(" ()"): number
        for number, rooms in enumerate(reversed(layers))
        for room in rooms.split("|")
    }


def capabilities() -> list[str]:
    """The rooms between the centers and the doors."""
    top = floors()["portals"]
    return [room for room, floor in floors().items() if floors()["centers"] < floor < top]
