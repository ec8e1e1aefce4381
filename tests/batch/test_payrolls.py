"""The town's payroll lists: what the upload finds in them is what was put into them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from anju.batch.town.change import edit_of
from anju.batch.town.plan import TODAY, Hall
from anju.contributions.models import Line, Register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Employer
from batch.small_town import Built, standing

CODES_OF_THE_BROKEN = {
    "identity_number_damaged", "identity_number_missing", "R04", "R05", "R06", "R03",
    "duplicate_person", "amount_scientific",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    with standing(tmp_path_factory.mktemp("town"), django_db_blocker) as stands:
        yield stands


@pytest.fixture
def town(built: Built, xinyang) -> Hall:
    return built.hall


def handed_in(hall: Hall, key: str, path: Path) -> Register:
    employer = Employer.objects.get(name=hall.firm(key).name)
    upload = take_upload(
        employer=employer, filename=path.name, content=path.read_bytes(), by="赵会计"
    )
    read_waiting_uploads(today=TODAY)
    upload.refresh_from_db()
    assert upload.refusal == ""
    return upload.register


def good(register: Register) -> dict[str, int]:
    kinds = list(register.lines.filter(faults=[]).values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


@pytest.mark.rows("X-17", "X-33")
@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv"])
def test_the_large_list_joins_40_loses_25_and_has_23_rows_to_put_right(
    town: Hall, built: Built, ending: str
) -> None:
    register = handed_in(town, "big", built.rosters / f"big.{ending}")
    assert good(register) == {"open": 40, "seal": 25}
    bad = register.lines.exclude(faults=[])
    assert bad.count() == 23
    assert len(set(bad.values_list("source_row", flat=True))) == 23
    second = [line for line in bad if [fault["code"] for fault in line.faults] == ["R12"]]
    assert len(second) == 10
    codes = {fault["code"] for line in bad for fault in line.faults}
    assert codes >= CODES_OF_THE_BROKEN
    submit_register(edit=edit_of(register, TODAY))
    assert (
        Employer.objects.get(name=town.firm("big").name).accounts.filter(state="01").count()
        == 120 + 40 - 25
    )


def test_the_middle_list_is_clean(town: Hall, built: Built) -> None:
    register = handed_in(town, "middle", built.rosters / "middle.xlsx")
    assert good(register) == {"open": 3, "seal": 2}
    assert not register.lines.exclude(faults=[]).exists()
    assert register.lines.filter(kind=Line.Kind.SEAL).count() == 2
