"""What can be said against a roster from its file alone, and why a file is not read at all."""

from typing import NamedTuple

from anju.ground.errors import Refusal


class Fault(NamedTuple):
    """One thing wrong in one cell: where it is, what it is, what to do."""

    code: str
    sentence: str
    cell: str
    field: str


class Skipped(NamedTuple):
    """One line that is not a person, and why it was passed over."""

    row: int
    why: str


class RosterUnreadable(Refusal):
    """The file cannot be read as a roster; `detail["reason"]` says which of the known ways."""

    code = "contributions.roster_unreadable"
