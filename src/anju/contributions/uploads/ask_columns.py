"""What the columns of an upload look like, for whoever has to say what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from anju.contributions.models import RosterUpload, TaughtColumns
from anju.contributions.roster.cells import cell_text
from anju.contributions.roster.failed_rows import part_failed_rows
from anju.contributions.roster.header import (
    HEADER_WITHIN_ROWS,
    find_header,
    likely_header,
    signature_of,
)
from anju.contributions.roster.header_words import (
    LABELS,
    OUR_HEADINGS,
    is_usual,
    plain_heading,
    recognise,
)
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.read import Roster
from anju.contributions.roster.workbook import Row, Sheet, column_letter
from anju.contributions.uploads.files import file_of

SAMPLES = 3
SAMPLE_CHARACTERS = 24
ASKED_FIELDS = tuple(field for field in LABELS if field != "source_row")


@dataclass(frozen=True)
class AskedColumn:
    """One column: its letter, its heading, what stands in it, what we take it for."""

    letter: str
    heading: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class AskedSheet:
    """The sheet whose columns are asked for, with the line of its header."""

    name: str
    header_row: int
    signature: str
    columns: tuple[AskedColumn, ...]


def asked_sheet(upload: RosterUpload) -> AskedSheet | None:
    """The columns of an upload's likely header with samples, or None where nothing looks so.

    What another header of the employer taught about a heading is offered. Raises
    RosterUnreadable as read_roster does.
    """
    book, _ = part_failed_rows(open_roster_file(file_of(upload), filename=upload.filename))
    offered = _taught_headings(upload)
    found = [asked for open_sheet in book.sheets if (asked := _asked(open_sheet(), offered))]
    return max(found, key=lambda one: len(one.columns), default=None)


def must_ask(roster: Roster) -> bool:
    """Whether amounts may stand in a column that we passed over, and nobody has said so."""
    if roster.remembered or roster.corrects or roster.columns.keys() & _AMOUNTS:
        return False
    return any(not is_usual(plain_heading(text)) for text in roster.unrecognised.values())


_AMOUNTS = {"base", "monthly", "employer_monthly"}


def _taught_headings(upload: RosterUpload) -> dict[str, str]:
    taught: dict[str, str] = {}
    for one in TaughtColumns.objects.filter(employer=upload.employer_id).order_by(
        "taught_at", "pk"
    ):
        taught |= {plain_heading(heading): field for heading, field in one.columns.items()}
    return taught


def _asked(sheet: Sheet, taught: Mapping[str, str]) -> AskedSheet | None:
    top = list(islice(sheet.rows(), HEADER_WITHIN_ROWS + SAMPLES))
    header = find_header(top, taught)
    if header:
        header_row, headings = header.last_row, dict(header.headings)
        fields = {column: field for field, column in header.columns.items()}
    elif header_row := likely_header(top) or 0:
        headings = {
            column: text
            for column, cell in enumerate(top[header_row - 1])
            if (text := cell_text(cell))
        }
        fields = _guessed(headings, taught)
    else:
        return None
    below = top[header_row : header_row + SAMPLES]
    columns = tuple(
        AskedColumn(
            letter=column_letter(column + sheet.first_column),
            heading=text,
            samples=_samples(below, column),
            field=fields.get(column, ""),
        )
        for column, text in headings.items()
        if plain_heading(text) not in OUR_HEADINGS
    )
    return AskedSheet(sheet.name, header_row, signature_of(headings.values()), columns)


def _guessed(headings: Mapping[int, str], taught: Mapping[str, str]) -> dict[int, str]:
    """The fields that single headings name, each field once."""
    found: dict[int, str] = {}
    for column, text in headings.items():
        known = recognise(plain_heading(text), dict(taught))
        if known and known[0] not in found.values():
            found[column] = known[0]
    return found


def _samples(below: list[Row], column: int) -> tuple[str, ...]:
    texts = (cell_text(row[column]) if column < len(row) else "" for row in below)
    return tuple(text[:SAMPLE_CHARACTERS] for text in texts if text)
