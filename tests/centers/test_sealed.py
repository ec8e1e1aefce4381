"""Sealed columns say nothing, and are found by their index whichever way a row was written."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.db.utils import IntegrityError
from tests.people_of_the_town import employer, identity, opening, staff

from anju.people.models import Member, Staff

SRC = Path(__file__).resolve().parents[2] / "src"
# An update in one statement knows nothing of the index beside the column.
PAST_THE_INDEX = re.compile(
    r"\.(?:update|bulk_update)\([^)]*\b(?:identity_number|mobile)\b(?!_)"
)


@pytest.fixture
def wang(xinyang) -> Member:
    staff(employer(), opening(1, "王芳"))
    return Member.objects.get(name="王芳")


def row() -> tuple[bytes, ...]:
    """The cells as they lie in the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT identity_number, identity_index, mobile, mobile_index FROM people_member"
        )
        return tuple(bytes(cell) if cell is not None else b"" for cell in cursor.fetchone())


def test_the_table_holds_seals_and_the_program_reads_numbers(wang: Member) -> None:
    assert wang.identity_number == identity(1)
    assert all(wang.identity_number.encode() not in cell for cell in row())
    assert [len(cell) for cell in row()] == [48, 16, 41, 16]


def test_a_sealed_column_cannot_be_asked(wang: Member) -> None:
    with pytest.raises(FieldError, match="sealed"):
        Member.objects.filter(identity_number=identity(1)).exists()


@pytest.mark.parametrize("fields", [None, ["mobile"]])
def test_whoever_saves_a_number_saves_its_index(wang: Member, fields: list[str] | None) -> None:
    before = row()[3]
    wang.mobile = "13700000009"
    wang.save(update_fields=fields)
    assert row()[3] != before
    assert Member.objects.get(mobile_index="13700000009") == wang
    assert not Member.objects.filter(mobile_index="").exists()


def test_nothing_typed_has_no_index_and_many_may_be_empty(xinyang) -> None:
    for login in ("1", "2"):
        Staff.objects.create(login=login, name="王某某", role="clerk", branch="市直管理部")
    assert not Staff.objects.exclude(identity_index=None).exists()


def test_one_number_belongs_to_one_of_the_staff(xinyang) -> None:
    for login in ("1", "2"):
        made = Staff(login=login, name="王某某", role="clerk", branch="市直管理部")
        made.identity_number = identity(9)
        if login == "1":
            made.save()
        else:
            with pytest.raises(IntegrityError):
                made.save()


def test_nobody_writes_a_number_past_its_index() -> None:
    loud = [
        f"{path.relative_to(SRC)}: {found[0]}"
        for path in SRC.rglob("*.py")
        for found in PAST_THE_INDEX.finditer(path.read_text(encoding="utf-8"))
    ]
    assert loud == []
