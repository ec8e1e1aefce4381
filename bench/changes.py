"""A roster in which everybody's base has changed, from upload to submitted register."""

import time
from pathlib import Path

from django.db import connection

from anju.contributions.models import RosterUpload
from anju.contributions.registers.edit_register import Edit
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Employer
from bench.gauge import Reading, gauge
from bench.roster import DATABASE
from bench.server import Server, settle
from bench.town import BY, TODAY, standing

RAISED_FEN = 10_000


def changes_round(server: Server, *, employer: int, path: Path, rows: int) -> Reading:
    """Preview (read, compared, judged, kept) and post (judged again, taking effect).

    `extra` says how long each took, how many rows a second, and by how much this process grew
    at its peak. Raises RuntimeError unless everybody was found changed and was changed.
    """
    server.clone(DATABASE, of="employers")
    with server.connect(DATABASE) as watch:
        settle(watch, "xinyang.people_fundaccount", "xinyang.people_member")
        with standing(server, DATABASE):
            at = Employer.objects.get(pk=employer)
            before = _peak_mib(anew=True)
            marks = [time.perf_counter()]
            with gauge(watch, backend=connection.connection.info.backend_pid) as reading:
                content = path.read_bytes()
                upload = take_upload(employer=at, filename=path.name, content=content, by=BY)
                read_waiting_uploads(today=TODAY)
                marks.append(time.perf_counter())
                _submit(upload)
                marks.append(time.perf_counter())
            grown = _peak_mib() - before
            _must_be_changed(upload, rows)
    preview, post = marks[1] - marks[0], marks[2] - marks[1]
    reading.extra = {
        "preview": preview,
        "post": post,
        "preview_rows": rows / preview,
        "post_rows": rows / post,
        "peak_mib": grown,
    }
    return reading


def _submit(upload: RosterUpload) -> None:
    upload.refresh_from_db()
    register = upload.register
    submit_register(edit=Edit(register.pk, register.version, TODAY, BY), whole=True)


def _must_be_changed(upload: RosterUpload, rows: int) -> None:
    register = upload.register
    register.refresh_from_db()
    if register.state != "submitted" or register.lines.filter(kind="base").count() != rows:
        raise RuntimeError(f"not everybody was changed: {register.state}, {upload.refusal}")


def _peak_mib(*, anew: bool = False) -> float:
    """The largest resident size since the last time anew, by the kernel."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel does not tell peaks")
