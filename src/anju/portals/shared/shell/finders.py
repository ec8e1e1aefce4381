"""Static files taken from npm packages as they are, without a bundler."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SERVED = {
    "vendor/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler.min.css.map": "@tabler/core/dist/css/tabler.min.css.map",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/htmx.min.js.map": "htmx.org/dist/htmx.min.js.map",
}


class NodeModulesFinder(BaseFinder):
    """Finds exactly the files above under settings.NODE_MODULES; nothing else is served."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to check: a missing file is a missing file."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Where a served file lies; an empty list when it is none of ours."""
        package_path = SERVED.get(path)
        found = _root() / package_path if package_path else None
        if found is None or not found.is_file():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, "_OneFile"]]:
        """Every served file that is installed, each with a storage that opens it."""
        for path, package_path in SERVED.items():
            found = _root() / package_path
            if found.is_file() and not matches_patterns(path, list(ignore_patterns or [])):
                yield path, _OneFile(found)


class _OneFile(FileSystemStorage):
    """A storage of one file that is known under another name than it has on disk."""

    prefix = ""

    def __init__(self, found: Path) -> None:
        super().__init__(location=found.parent)
        self._found = found

    def path(self, name: str) -> str:
        return str(self._found)


def _root() -> Path:
    return Path(settings.NODE_MODULES)
