"""Where written workbooks lie: sealed, under a name nobody can guess, a folder a center."""

import secrets
from pathlib import Path

from django.conf import settings

from anju.centers.current import center_code
from anju.centers.sealed import keyring
from anju.documents.materials.store import FileGone, write_sealed
from anju.ground.sealing import SealBroken


def folder() -> Path:
    """The current center's folder."""
    return Path(settings.ANJU_EXPORTS) / center_code()


def keep(content: bytes) -> str:
    """Keep a workbook and answer its name; half a file never bears one."""
    name = secrets.token_hex(24)
    write_sealed(folder() / name, content)
    return name


def fetch(name: str) -> bytes:
    """The workbook of a name. Raises FileGone if it is missing or does not open."""
    path = folder() / name
    if not path.is_file():
        raise FileGone(f"{name}: missing")
    try:
        return keyring().unseal_bytes(path.read_bytes(), purpose=f"file/{name}")
    except SealBroken as broken:
        raise FileGone(f"{name}: does not open") from broken


def drop(name: str) -> None:
    """Take a workbook away, if it is there."""
    (folder() / name).unlink(missing_ok=True)
