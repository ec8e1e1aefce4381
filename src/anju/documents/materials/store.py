"""Where files of materials lie: under the digest of their content, sealed, a folder a center.

The digest is bound to the seal, so a file put in another's place does not open. Whoever writes
holds a lock on the digest until his transaction ends, and whoever sweeps asks for it.
"""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from anju.centers.connection import connection
from anju.centers.current import center_code
from anju.centers.sealed import keyring
from anju.ground.sealing import SealBroken


class FileGone(Exception):
    """A file the rows speak of is missing, does not open, or is not what it was."""


def digest_of(content: bytes) -> str:
    """The name under which content lies: 64 hexadecimal places of SHA-256."""
    return hashlib.sha256(content).hexdigest()


def path_of(digest: str) -> Path:
    """Where it lies in the current center's folder."""
    return Path(settings.ANJU_MATERIALS) / center_code() / digest[:2] / digest


def keep(*contents: bytes) -> list[str]:
    """Keep each content once, sealed, and answer their digests; half a file never bears a name.

    They are locked in one order everywhere, so that no two writers wait for each other.
    """
    digests = [digest_of(content) for content in contents]
    for digest, content in sorted(zip(digests, contents, strict=True)):
        lock_digest(digest)
        if not path_of(digest).exists():
            write_sealed(path_of(digest), content)
    return digests


def write_sealed(path: Path, content: bytes) -> None:
    """Seal content under its digest and put it in its place in one stroke, on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = keyring().seal_bytes(content, purpose=f"file/{path.name}")
    with NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as unfinished:
        unfinished.write(sealed)
        unfinished.flush()
        os.fsync(unfinished.fileno())
    Path(unfinished.name).replace(path)


def fetch(digest: str) -> bytes:
    """What lies under a digest. Raises FileGone if it is missing or not what it was."""
    path = path_of(digest)
    if not path.is_file():
        raise FileGone(f"{digest}: missing")
    try:
        content = keyring().unseal_bytes(path.read_bytes(), purpose=f"file/{digest}")
    except SealBroken as broken:
        raise FileGone(f"{digest}: does not open") from broken
    if digest_of(content) != digest:
        raise FileGone(f"{digest}: is not what it was")
    return content


def lock_digest(digest: str) -> None:
    """Hold one digest of this center until the transaction ends."""
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' f ' || %s, 0))"
    with connection.cursor() as cursor:
        cursor.execute(lock, [digest])
