"""Reads a workbook of people an employer asks for (批量转移模板)."""

from datetime import date
from pathlib import Path

from anju.contributions.roster.read import read_roster
from anju.contributions.transfers.keep_transfer import Asked


def read_transfer_file(path: Path, *, filename: str, former: str, today: date) -> list[Asked]:
    """The people of the file in its order, in the words that stand there; bases in fen.

    `former` is the old employer's number for all of them, or empty. What a cell does not say
    is empty, and judged with the rest. Raises RosterUnreadable. (X-31.)
    """
    roster = read_roster(path, filename=filename, today=today)
    return [
        Asked(
            name=row.name,
            person=row.identity_number or row.account_number,
            base_fen=row.base_fen,
            former=former,
        )
        for row in roster.rows
    ]
