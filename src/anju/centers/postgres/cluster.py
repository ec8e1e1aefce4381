"""Make, start and watch the cluster: what is done to it with PostgreSQL's own programs."""

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import psutil

from anju.centers.postgres.place import PostgresFailed, Server

PATIENCE_SECONDS = 60
READY_LINE = 7  # of postmaster.pid
SHARED_MEMORY = Path("/dev/shm")
LEAST_SHARED_BYTES = 256 * 2**20

# No superuser can log in: what these may not do is done in single-user mode or not at all.
ROLES_SQL = """\
CREATE ROLE anju_app LOGIN PASSWORD '{app}';
CREATE ROLE anju_owner LOGIN CREATEDB PASSWORD '{owner}';
GRANT anju_app, pg_monitor, pg_checkpoint TO anju_owner;
CREATE DATABASE anju OWNER anju_owner;
"""

ACCESS = "local all all scram-sha-256\n"

SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = {shared_mb}MB
effective_cache_size = {cache_mb}MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 4GB
checkpoint_timeout = 15min
jit = off
dynamic_shared_memory_type = {shared_kind}
password_encryption = 'scram-sha-256'
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
lc_messages = 'C'
log_line_prefix = '%m [%p] %u@%d '
# A statement that failed may hold what people typed: the log says that it failed, and where.
log_min_error_statement = panic
log_error_verbosity = terse
"""


def create(server: Server, state: dict[str, str]) -> None:
    """Make the cluster beside its place and move it there whole: half of one never counts.

    Raises PostgresFailed when PostgreSQL's programs refuse.
    """
    unfinished = server.home / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    server.give(unfinished)
    run(
        server, "initdb", "-D", str(unfinished), "-U", "postgres", "-E", "UTF8",
        "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=reject",
    )  # fmt: skip
    (unfinished / "pg_hba.conf").write_text(ACCESS)
    roles = ROLES_SQL.format(**state)
    answer = run(server, "postgres", "--single", "-D", str(unfinished), "postgres", stdin=roles)
    if "ERROR" in answer:
        raise PostgresFailed(f"PostgreSQL could not make its roles:\n{answer}")
    unfinished.rename(server.data)


def start(server: Server, socket: Path) -> None:
    """Start it over whatever a crash has left, and return when it takes connections.

    Raises PostgresFailed with the end of its log when it does not come up.
    """
    _finish_the_dead(server)
    _write_settings(server, socket)
    for leftover in socket.iterdir():
        leftover.unlink()
    server.log.touch()
    server.give(server.log)
    run(server, "pg_ctl", "-D", str(server.data), "-l", str(server.log), "-w",
        "-t", str(PATIENCE_SECONDS), "start")  # fmt: skip


def stop(server: Server) -> None:
    """Stop it and return when it is gone; its connections are ended, its data are safe."""
    run(server, "pg_ctl", "-D", str(server.data), "-m", "fast", "-w",
        "-t", str(PATIENCE_SECONDS), "stop")  # fmt: skip


def pid_of(server: Server) -> int | None:
    """The living server's process. A pid file alone proves nothing: numbers are reused."""
    lines = _pid_file(server)
    if not lines or not lines[0].lstrip("-").isdigit():
        return None
    pid = int(lines[0])
    return pid if pid in _processes(server) else None


def is_ready(server: Server) -> bool:
    """True when it lives and takes connections."""
    lines = _pid_file(server)
    return (
        len(lines) > READY_LINE
        and lines[READY_LINE].strip() == "ready"
        and pid_of(server) is not None
    )


def run(server: Server, program: str, *arguments: str, stdin: str = "") -> str:
    """Run one of PostgreSQL's programs as the server's user; what it said.

    Raises PostgresFailed with its words and the end of the log.
    """
    drop: dict[str, object] = {}
    if os.geteuid() == 0:
        drop = {"user": server.uid, "group": server.gid, "extra_groups": []}
    done = subprocess.run(
        [str(server.program / "bin" / program), *arguments],
        input=stdin, text=True, cwd="/", umask=0o077, check=False,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "Asia/Shanghai"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **drop,  # type: ignore[call-overload]
    )  # fmt: skip
    if done.returncode != 0:
        tail = server.log.read_text(errors="replace")[-2000:] if server.log.exists() else ""
        raise PostgresFailed(f"{program} failed:\n{done.stdout}\n{tail}".rstrip())
    return str(done.stdout)


def _pid_file(server: Server) -> list[str]:
    try:
        return (server.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _processes(server: Server) -> set[int]:
    """Every living process that stands in the data folder, as PostgreSQL's processes do."""
    found = set()
    data = str(server.data)
    for process in psutil.process_iter():
        try:
            if process.cwd() == data and process.status() != psutil.STATUS_ZOMBIE:
                found.add(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # gone meanwhile, or another user's and so not ours
    return found


def _finish_the_dead(server: Server) -> None:
    """Wait for a server on its way up or down, or for a killed one's children; then tidy up.

    The pid file may only go when nobody is left in the folder: two servers over one folder
    would destroy it.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _processes(server) and not is_ready(server):
        if time.monotonic() > deadline:
            raise PostgresFailed(f"Another PostgreSQL hangs in {server.data}: {server.log}")
        time.sleep(1 / 20)
    if not _processes(server):
        (server.data / "postmaster.pid").unlink(missing_ok=True)


def _write_settings(server: Server, socket: Path) -> None:
    ram_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    path = server.data / "postgresql.conf"
    path.write_text(
        SETTINGS.format(
            socket=socket,
            shared_mb=max(32, min(ram_mb // 6, 1024)),
            cache_mb=ram_mb // 2,
            shared_kind="posix" if _has_shared_memory(SHARED_MEMORY) else "mmap",
        )
    )
    server.give(path)


def _has_shared_memory(folder: Path) -> bool:
    """Containers often give none, or too little for a parallel query; files do then."""
    if not folder.is_dir() or not folder.stat().st_mode & stat.S_IWOTH:
        return False
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize >= LEAST_SHARED_BYTES
