"""A mill with two weavers, and rosters handed in for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contributions.registers.test_register import HEAD, row
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.contributions.models import RosterUpload
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Employer

Rows = list[list[str]]


@pytest.fixture
def mill(xinyang, settings, tmp_path: Path) -> Employer:
    settings.ANJU_UPLOADS = tmp_path
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def content(*rows: list[str], head: list[str] = HEAD) -> bytes:
    """A CSV as the agent's Excel writes it."""
    return "\n".join(",".join(cells) for cells in [head, *rows]).encode("gbk")


def take(at: Employer, what: bytes, **how: object) -> RosterUpload:
    """Hand in a file; nobody has read it yet."""
    return take_upload(
        employer=at,
        filename="工资表.csv",
        content=what,
        by="赵会计",
        **how,  # type: ignore[arg-type]
    )


@pytest.fixture
def uploaded(mill: Employer) -> Callable[..., RosterUpload]:
    """Hand in a file for the mill and have it read."""

    def hand_in(what: bytes, **how: object) -> RosterUpload:
        taken = take(mill, what, **how)
        read_waiting_uploads(today=TODAY)
        taken.refresh_from_db()
        return taken

    return hand_in


GOOD = content(row(1, "王芳"), row(2, "李伟", "6500"))
