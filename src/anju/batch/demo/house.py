"""What the demo consists of: its folders, its environment and its processes."""

import os
import secrets
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

MARK = "ANJU_DEMO_HOME"
PYTHON = ("python", "-m")
# What is made once and kept; the keys by which columns are sealed must never be made anew.
SECRETS = {
    "ANJU_BANK_KEY": lambda: secrets.token_hex(32),
    "ANJU_SECRET_KEY": lambda: secrets.token_hex(32),
    "ANJU_SEAL_KEYS": lambda: f"1:{secrets.token_hex(16)}",
    "ANJU_INDEX_KEY": lambda: secrets.token_hex(32),
    "ANJU_PEPPER_KEYS": lambda: f"1:{secrets.token_hex(32)}",
}

# Paths are relative to the checkout: the supervisor gives '%' and ';' meanings of its own.
HEAD = """\
[supervisord]
nodaemon = true
silent = true
logfile = var/log/supervisor.log
pidfile = var/demo/supervisor.pid
childlogdir = var/log
"""

# A process that dies is started again, however often: the database may be away for a while.
PROGRAM = """
[program:{name}]
command = {command}
priority = {priority}
autorestart = true
startretries = 1000000
startsecs = 1
stopsignal = TERM
stopwaitsecs = {patience}
killasgroup = true
redirect_stderr = true
stdout_logfile = var/log/{name}.log
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 1
"""


@dataclass(frozen=True)
class House:
    """One demo: the checkout it belongs to, its port, and the environment of its processes."""

    root: Path
    port: int
    environment: dict[str, str] = field(repr=False)

    @property
    def var(self) -> Path:
        return self.root / "var"

    @property
    def demo(self) -> Path:
        return self.var / "demo"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def book(self) -> Path:
        return self.var / "demo.json"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def own_database(self) -> bool:
        return "DATABASE_URL" not in os.environ

    def simulators(self) -> list[str]:
        """The command line of the bank and the other outside worlds."""
        port = str(self.port + 1)
        return [*PYTHON, "anju_simulators", "--port", port, "--data", "var/simulators"]

    def web(self) -> list[str]:
        """The command line of the halls: a process a core, with one thread each."""
        cores = str(max(2, min(os.cpu_count() or 2, 8)))
        return [
            *(
                "granian",
                "--interface",
                "wsgi",
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
            ),
            *("--workers", cores, "--blocking-threads", "1", "--respawn-failed-workers"),
            "anju.batch.demo.halls:application",
        ]

    def tls(self) -> list[str]:
        """The command line of the TLS front, where certificates are shown."""
        return [*PYTHON, "anju.tls", "--port", str(self.port + 2)]

    @property
    def ports(self) -> tuple[int, ...]:
        """Halls, simulators, TLS front."""
        return self.port, self.port + 1, self.port + 2

    def supervision(self) -> str:
        """The supervisor's whole configuration; lower priorities start first and stop last."""
        text = HEAD
        if self.own_database:
            keeper = [*PYTHON, "anju.centers.postgres", "keep"]
            text += program("postgres", keeper, priority=1, patience=90)
        text += program("simulators", self.simulators(), priority=2, patience=10)
        text += program("web", self.web(), priority=3, patience=15)
        text += program("tls", self.tls(), priority=3, patience=15)
        messenger = ["bin/anju", "worker", "--queue", "messages"]
        text += program("messages", messenger, priority=3, patience=30)
        return text + program("worker", ["bin/anju", "worker"], priority=3, patience=30)


def program(name: str, command: list[str], *, priority: int, patience: int) -> str:
    """One supervised process; patience is the seconds it gets to end by itself."""
    line = shlex.join(command)
    return PROGRAM.format(name=name, command=line, priority=priority, patience=patience)


def house_of(root: Path) -> House:
    """The demo of this checkout, with the secrets it has kept since it was first started."""
    demo = root / "var" / "demo"
    environment = {
        **os.environ,
        **kept_secrets(demo / "environment"),
        MARK: str(demo),
        # The programs of this installation are found by name, before any others.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "ANJU_ROOT": str(root),
        "ANJU_DEMO": "1",
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "anju.settings",
    }
    return House(root, int(os.environ.get("ANJU_PORT") or 8600), environment)


def kept_secrets(path: Path) -> dict[str, str]:
    """Made once and kept in a closed file, which bin/anju reads too.

    An older demo's file lacks the newer ones: they are added, and what it has stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        kept = dict(line.rstrip("\n").split("=", 1) for line in file)
        new = {name: make() for name, make in SECRETS.items() if name not in kept}
        file.writelines(f"{name}={value}\n" for name, value in new.items())
    return {name: os.environ.get(name, value) for name, value in {**kept, **new}.items()}
