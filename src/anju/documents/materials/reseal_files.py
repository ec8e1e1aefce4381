"""Brings the files of a center to the newest key and cipher, beside the running hall."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

from anju.centers.current import center_code
from anju.centers.sealed import keyring
from anju.documents.materials.store import fetch, lock_digest, write_sealed
from anju.ground.sealing import HEAD

BATCH = 200


def kept_files() -> Iterator[Path]:
    """Every file in the current center's folder; unfinished ones have a dot before."""
    folder = Path(settings.ANJU_MATERIALS) / center_code()
    yield from (path for path in sorted(folder.glob("??/*")) if path.name[0] != ".")


def reseal_files() -> Iterator[int]:
    """Seal anew what an older key or cipher has sealed; broken off, it may be run again.

    Answers now and then how many it has done. Raises FileGone for one that does not open.
    """
    done = 0
    for path in kept_files():
        with path.open("rb") as opened:
            if opened.read(HEAD) == keyring().head:
                continue
        with transaction.atomic():
            lock_digest(path.name)
            write_sealed(path, fetch(path.name))
        done += 1
        if done % BATCH == 0:
            yield done
    yield done
