"""Where the columns are: the header row among titles, in one line or in two."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from anju.contributions.roster.header_words import (
    LABELS,
    OUR_HEADINGS,
    plain_heading,
    recognise,
)
from anju.contributions.roster.workbook import Row

HEADER_WITHIN_ROWS = 30
MANY_DIGITS = re.compile(r"\d{5}")


@dataclass(frozen=True)
class Header:
    """The header found in one sheet; columns are places within a row, counted from 0."""

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    unrecognised: Mapping[int, str]
    doubts: tuple[str, ...]
    # Which header it is, by its headings in any order, and whether the employer taught it.
    signature: str = ""
    remembered: bool = False

    @property
    def score(self) -> int:
        """How many fields were found."""
        return len(self.columns)


Taught = Mapping[str, str]
Remembered = Mapping[str, Taught]


def find_header(
    rows: Sequence[Row], taught: Taught, remembered: Remembered | None = None
) -> Header | None:
    """The best header among the first rows of a sheet, or None.

    A header names at least 姓名, and 身份证号码 or 个人账号. Two lines are read as one where
    that finds more fields; of equals the single line, then the upper one. `remembered` holds
    what was taught under a header of a certain signature; it goes before everything else.
    """
    learned = {plain_heading(text): field for text, field in taught.items()}
    best: Header | None = None
    for lines in (1, 2):
        for index in range(min(HEADER_WITHIN_ROWS, len(rows) - lines + 1)):
            header = _read_header(rows, index, lines, (learned, remembered or {}))
            if header and (best is None or _is_better(header, best, rows)):
                best = header
    return best


def _is_better(one: Header, best: Header, rows: Sequence[Row]) -> bool:
    """More fields; or as many of which the lower line says which is which (调整前, 调整后)."""
    if one.score != best.score or one.first_row != best.first_row:
        return one.score > best.score
    lower, name = rows[one.last_row - 1], one.columns["name"]
    words = [text for cell in lower if (text := _text(cell))]
    return len(words) > 1 and not (name < len(lower) and _text(lower[name]))


def _read_header(
    rows: Sequence[Row], index: int, lines: int, known: tuple[dict[str, str], Remembered]
) -> Header | None:
    lower = [_text(cell) for cell in rows[index + lines - 1]]
    choices = [[text] if text else [] for text in lower]
    if lines == 2:
        if is_data(rows[index + 1]):
            return None
        choices = _joined([_text(cell) for cell in rows[index]], lower)
    headings = {column: texts[0] for column, texts in enumerate(choices) if texts}
    signature = signature_of(headings.values())
    ours = known[1].get(signature)
    taught = known[0] if ours is None else {plain_heading(one): ours[one] for one in ours}
    recognised = {column: _first_recognised(choices[column], taught) for column in headings}
    found: dict[str, tuple[int, int]] = {}
    doubts: list[str] = []
    for column, field_rank in recognised.items():
        if field_rank is None:
            continue
        field, rank = field_rank
        if field in found:
            doubts.append(_doubt(field, headings, found[field], (rank, column)))
        found[field] = min(found.get(field, (rank, column)), (rank, column))
    if "name" not in found or not found.keys() & {"identity_number", "account_number"}:
        return None
    return Header(
        first_row=index + 1,
        last_row=index + lines,
        columns={field: column for field, (_, column) in found.items()},
        headings=headings,
        unrecognised={
            column: headings[column]
            for column, field_rank in recognised.items()
            if field_rank is None and plain_heading(headings[column]) not in OUR_HEADINGS
        },
        doubts=(*doubts, *_weak_doubts(found, headings)),
        signature=signature,
        remembered=ours is not None,
    )


def signature_of(headings: Iterable[str]) -> str:
    """What a header is known by: its plain headings in any order, without ours."""
    plain = {plain_heading(heading) for heading in headings} - OUR_HEADINGS - {""}
    return sha256("\n".join(sorted(plain)).encode()).hexdigest()


def likely_header(rows: Sequence[Row]) -> int | None:
    """Which of the first lines looks like a header nobody has told us of, from 1; or None.

    It has words only, two at least, and below it stands a line with numbers in it.
    """
    best: tuple[int, int] | None = None
    for index in range(min(HEADER_WITHIN_ROWS, len(rows) - 1)):
        texts = {_text(cell) for cell in rows[index]} - {""}
        if len(texts) < 2 or is_data(rows[index]) or not is_data(rows[index + 1]):
            continue
        if best is None or len(texts) > best[0]:
            best = (len(texts), index + 1)
    return best[1] if best else None


def _weak_doubts(
    found: Mapping[str, tuple[int, int]], headings: Mapping[int, str]
) -> list[str]:
    return [
        f"没有“{LABELS[field]}”列，已把“{headings[column]}”列作为{LABELS[field]}，请核对。"
        for field, (rank, column) in found.items()
        if rank == 2
    ]


def _doubt(
    field: str, headings: Mapping[int, str], first: tuple[int, int], second: tuple[int, int]
) -> str:
    taken, left = sorted((first, second))
    return (
        f"“{headings[taken[1]]}”列和“{headings[left[1]]}”列都像{LABELS[field]}，"
        f"已采用“{headings[taken[1]]}”列，请核对。"
    )


def _first_recognised(texts: Sequence[str], taught: dict[str, str]) -> tuple[str, int] | None:
    for text in texts:
        if found := recognise(plain_heading(text), taught):
            return found
    return None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[list[str]]:
    """Readings of each column of a two-line header; a merged upper cell covers its right."""
    choices: list[list[str]] = []
    above = ""
    for column in range(max(len(upper), len(lower))):
        top = upper[column] if column < len(upper) else ""
        bottom = lower[column] if column < len(lower) else ""
        above = top or (above if bottom else "")
        if bottom and above:
            choices.append([above + bottom, bottom + above, bottom])
        else:
            choices.append([text for text in (bottom or above,) if text])
    return choices


def _text(cell: object) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def is_data(row: Row) -> bool:
    """Whether a line holds numbers, or a text with many digits."""
    return any(
        MANY_DIGITS.search(cell) if isinstance(cell, str) else cell is not None for cell in row
    )
