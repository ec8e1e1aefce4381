"""What is wrong with a register's lines, in the form that pages and programs read."""

from typing import TypedDict

from anju.contributions.models import Line, Register
from anju.contributions.roster.mistakes import mistake_of
from anju.contributions.uploads.corrections import latest_of


class LineError(TypedDict):
    """One thing wrong: its code, why, what to do, and where; nothing that names a person."""

    line: int
    code: str
    sentence: str
    reason: str
    way: str
    field: str
    row: int | None
    cell: str


def errors_of(register: Register) -> list[LineError]:
    """Every fault of a register, in the order of its lines."""
    upload = latest_of(register)
    columns = upload.columns if upload else {}
    bad = register.lines.exclude(faults=[]).order_by("id")
    return [error for line in bad for error in line_errors(line, columns)]


def line_errors(line: Line, columns: dict[str, str]) -> list[LineError]:
    """The faults of one line; `columns` are the letters of the file it came from."""
    found: list[LineError] = []
    for fault in line.faults:
        told = mistake_of(fault, columns)
        place = f"{told.letter}{line.source_row}" if told.letter and line.source_row else ""
        found.append(
            {
                "line": line.pk,
                "code": fault["code"],
                "sentence": f"{told.reason}{told.way}",
                "reason": told.reason,
                "way": told.way,
                "field": fault["field"],
                "row": line.source_row,
                "cell": fault.get("cell") or place,
            }
        )
    return found
