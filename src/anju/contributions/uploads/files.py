"""Where the files that employers hand in lie."""

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from anju.centers.current import center_code
from anju.contributions.models import RosterUpload


def digest_of(content: bytes) -> str:
    """The name under which a file lies: the digest of what is in it."""
    return hashlib.sha256(content).hexdigest()


def file_of(upload: RosterUpload) -> Path:
    """Where an uploaded file lies."""
    return Path(settings.ANJU_UPLOADS) / upload.path


def keep_file(digest: str, content: bytes) -> Path:
    """Write a file under its digest, unless it is there; half a file never bears the name."""
    folder = Path(settings.ANJU_UPLOADS) / center_code() / digest[:2]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / digest
    if not path.exists():
        with NamedTemporaryFile(dir=folder, delete=False) as unfinished:
            unfinished.write(content)
        Path(unfinished.name).replace(path)
    return path
