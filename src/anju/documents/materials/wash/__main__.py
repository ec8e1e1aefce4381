"""The washing of one file: limits first, and only then the libraries that read it."""

import json
import resource
import sys
from pathlib import Path

ROOM_BYTES, SECONDS, FILE_BYTES, FILES = 1 << 30, 10, 64 << 20, 64


def limit() -> None:
    """Take away what washing does not need; what a bomb wants more of, it does not get."""
    for what, most in (
        (resource.RLIMIT_AS, ROOM_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main(kind: str, folder: Path) -> None:
    """Wash `given` and tell what came of it, or in one word why not."""
    limit()
    from anju.documents.materials.wash.unfit import Unfit

    try:
        told: dict[str, object] = {"pages": _wash(kind, folder / "given", folder)}
    except Unfit as unfit:
        told = {"unfit": unfit.why, "most": unfit.most}
    (folder / "told.json").write_text(json.dumps(told), encoding="ascii")


def _wash(kind: str, given: Path, folder: Path) -> list[dict[str, int | bool]]:
    """A picture does not wait for the libraries of PDF, which take longer than it does."""
    if kind == "PDF":
        from anju.documents.materials.wash.pdf import wash_pdf

        return wash_pdf(given, folder)
    from anju.documents.materials.wash.picture import wash_picture

    return wash_picture(given, folder, kind)


main(sys.argv[1], Path.cwd())
