"""A roster from upload to booked, against the time openpyxl needs to open the same file."""

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import xlsxwriter
from django.db import connection

from anju.contributions.models import Remittance, RosterUpload
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Employer
from bench.gauge import Reading, gauge
from bench.people import people
from bench.server import Server, settle
from bench.town import BY, MONTH, TODAY, standing

DATABASE = "round"
HEADINGS = [
    "部门",
    "姓名",
    "身份证号码",
    "手机号码",
    "缴存基数",
    "单位比例",
    "个人比例",
    "备注",
]
OPEN = """
import sys, time, openpyxl, python_calamine
wall, cpu = time.perf_counter(), time.process_time()
if sys.argv[2] == "openpyxl":
    openpyxl.load_workbook(sys.argv[1])
else:
    book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])
    book.get_sheet_by_index(0).to_python()
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")][0]
print(wall, cpu, peak.split()[1])
"""


def write_roster(path: Path, *, rows: int, since: int, raised_fen: int = 0) -> None:
    """Everybody of one employer as payroll clerks send them, with bases so much higher."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("公积金名单")
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        for row, person in enumerate(people(rows, since=since), start=1):
            sheet.write_string(row, 0, f"第 {row // 40 + 1} 车间")
            sheet.write_string(row, 1, person.name)
            sheet.write_string(row, 2, person.identity_number)
            sheet.write_string(row, 3, person.mobile)
            sheet.write_number(row, 4, (person.base_fen + raised_fen) / 100)
            sheet.write_string(row, 5, "8%")
            sheet.write_string(row, 6, "8%")
            sheet.write_string(row, 7, "在职")


def open_with(reader: str, path: Path) -> Reading:
    """What openpyxl or calamine alone needs to read a workbook, in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-c", OPEN, str(path), reader],
        check=True,
        capture_output=True,
        text=True,
    )
    wall, cpu, peak = map(float, said.stdout.split())
    return Reading(wall=wall, client_cpu=cpu, extra={"peak_mib": peak / 1024})


def roster_round(server: Server, *, employer: int, path: Path) -> Reading:
    """Upload, read, compare, remit by what was prepaid; `extra` says how long each half took.

    Raises RuntimeError unless everybody in the file was found unchanged and booked.
    """
    server.clone(DATABASE, of="employers")
    with server.connect(DATABASE) as watch:
        settle(watch, "xinyang.people_fundaccount", "xinyang.people_member",
               "xinyang.ledger_balance", "xinyang.ledger_posting_2026")  # fmt: skip
        with standing(server, DATABASE):
            return _from_upload_to_booked(watch, Employer.objects.get(pk=employer), path)


def _from_upload_to_booked(
    watch: psycopg.Connection, employer: Employer, path: Path
) -> Reading:
    content = path.read_bytes()
    marks = [time.perf_counter()]
    with gauge(watch, backend=connection.connection.info.backend_pid) as reading:
        upload = take_upload(employer=employer, filename=path.name, content=content, by=BY)
        read_waiting_uploads(today=TODAY)
        marks.append(time.perf_counter())
        owed = dues(employer=employer, until=MONTH, today=TODAY)
        remittance = submit_remittance(
            employer=employer,
            until=MONTH,
            method=Remittance.Method.PREPAYMENT,
            expected_fen=owed.total_fen,
            intent="bench",
            today=TODAY,
            by=BY,
        )
        marks.append(time.perf_counter())
    reading.extra = {"preview": marks[1] - marks[0], "post": marks[2] - marks[1]}
    _must_be_booked(upload, remittance)
    return reading


def _must_be_booked(upload: RosterUpload, remittance: Remittance) -> None:
    upload.refresh_from_db()
    remittance.refresh_from_db()
    register = upload.register
    if register.lines.exists() or register.unchanged != upload.rows_done:
        raise RuntimeError(f"the roster was not found unchanged: {upload.state}")
    if remittance.state != Remittance.State.POSTED or remittance.heads != upload.rows_done:
        raise RuntimeError(f"the roster's month was not booked: {remittance.state}")
