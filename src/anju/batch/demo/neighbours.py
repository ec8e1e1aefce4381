"""Who else is here: our own processes from any terminal, and holders of our ports."""

import contextlib
import socket
import urllib.error
import urllib.request

import psutil

from anju.batch.demo.house import MARK, House

SUPERVISOR_SECONDS = 100
LAST_SECONDS = 10


def ours(house: House) -> list[psutil.Process]:
    """Every process started by a demo of this checkout: they all inherited its mark."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(house.demo):
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied, OSError):
            continue  # gone meanwhile, or another user's
    return found


def end_all(house: House) -> None:
    """Tell the supervisor to end its children in order; then end whoever is left over."""
    everybody = ours(house)
    supervisors = [process for process in everybody if _is_supervisor(process)]
    _end(supervisors, SUPERVISOR_SECONDS)
    _end(everybody, LAST_SECONDS)


def takes_connections(port: int) -> bool:
    """True when somebody listens on this port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def holder_of(port: int) -> str:
    """Name who listens there, as far as we may know: ' by python (process 12)', or nothing."""
    try:
        for connection in psutil.net_connections("tcp"):
            local = connection.laddr
            if connection.status == psutil.CONN_LISTEN and local and local.port == port:
                name = psutil.Process(connection.pid).name() if connection.pid else ""
                return f" by {name} (process {connection.pid})" if name else ""
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return ""
    return ""


def is_healthy(url: str) -> bool:
    """Ask the halls themselves whether all is ready."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _is_supervisor(process: psutil.Process) -> bool:
    try:
        return "supervisor.supervisord" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def _end(processes: list[psutil.Process], patience_seconds: int) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, left = psutil.wait_procs(processes, timeout=patience_seconds)
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(left, timeout=5)
