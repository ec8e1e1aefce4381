"""A batch file fills in its own change and touches nobody else."""

from pathlib import Path

import pytest
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.contributions.models import BaseChange, Line, Register, RosterUpload
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.open_register import draft_of, open_register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.uploads.read_upload import Batch, read_waiting_uploads, take_upload
from anju.people.models import Employer

KIND = Register.Kind


@pytest.fixture
def mill(xinyang, settings, tmp_path: Path) -> Employer:
    settings.ANJU_UPLOADS = tmp_path
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"), opening(3, "张敏"))
    return made


def hand_in(mill: Employer, rows: list[list[str]], batch: Batch | None = None) -> RosterUpload:
    text = "\n".join(",".join(row) for row in rows).encode("gbk")
    how = {"batch": batch} if batch else {}
    taken = take_upload(employer=mill, filename="a.csv", content=text, by="赵会计", **how)
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    return taken


def edit(register: Register) -> Edit:
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


def kinds(register: Register | None) -> dict[str, str]:
    assert register is not None
    return dict(register.lines.values_list("name", "kind"))


SEALS = Batch(KIND.SEALS, Line.Kind.SEAL)
BASES = Batch(KIND.BASES, Line.Kind.BASE)
STATUS = ["姓名", "身份证号码", "状态"]
BASE = ["姓名", "身份证号码", "调整后工资基数"]


@pytest.mark.rows("X-23")
def test_only_the_marked_are_sealed_and_who_is_not_named_stays(mill: Employer) -> None:
    rows = [STATUS, ["王芳", identity(1), "封存"], ["李伟", identity(2), ""]]
    assert hand_in(mill, rows, SEALS).state == "compared"
    assert kinds(draft_of(mill, KIND.SEALS)) == {"王芳": "seal"}
    assert draft_of(mill) is None


def test_a_file_in_which_nobody_is_marked_is_told_apart(mill: Employer) -> None:
    rows = [STATUS, ["王芳", identity(1), "在职"], ["李伟", identity(2), ""]]
    told = hand_in(mill, rows, SEALS)
    assert told.state == "unreadable"
    assert "在“状态”列填“封存”" in told.refusal


def test_a_second_file_takes_the_place_of_the_first_and_keyed_rows_stay(
    mill: Employer,
) -> None:
    register = open_register(employer=mill, by="赵会计", kind=KIND.SEALS)
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "张敏", identity(3)))
    hand_in(mill, [STATUS, ["王芳", identity(1), "封存"]], SEALS)
    hand_in(mill, [STATUS, ["李伟", identity(2), "封存"]], SEALS)
    assert kinds(register) == {"张敏": "seal", "李伟": "seal"}


@pytest.mark.rows("X-24", "X-27")
def test_a_second_base_by_file_is_refused_and_the_same_base_passed_over(
    mill: Employer,
) -> None:
    rows = [["王芳", identity(1), "7000"], ["李伟", identity(2), "6000"]]
    hand_in(mill, [BASE, *rows], BASES)
    first = draft_of(mill, KIND.BASES)
    assert first is not None
    assert (kinds(first), first.unchanged) == ({"王芳": "base"}, 1)
    submit_register(edit=edit(first))
    assert BaseChange.objects.count() == 1
    hand_in(mill, [BASE, ["王芳", identity(1), "7200"], ["李伟", identity(2), "6500"]], BASES)
    again = draft_of(mill, KIND.BASES)
    assert again is not None
    told = {line.name: [fault["code"] for fault in line.faults] for line in again.lines.all()}
    assert told == {"王芳": ["R12"], "李伟": []}
    head = ["姓名", "身份证号码", "缴存基数"]
    whole = [["王芳", identity(1), "7100"], ["李伟", identity(2), "6000"]]
    hand_in(mill, [head, *whole, ["张敏", identity(3), "6000"]])
    mixed = draft_of(mill)
    assert mixed is not None
    assert [fault["code"] for fault in mixed.lines.get().faults] == ["R12"]


def test_a_monthly_amount_by_file_is_kept_beside_the_base_it_has(mill: Employer) -> None:
    head = ["姓名", "身份证号码", "月缴存额"]
    hand_in(mill, [head, ["王芳", identity(1), "1728"], ["李伟", identity(2), "1729"]], BASES)
    register = draft_of(mill, KIND.BASES)
    assert register is not None
    good = register.lines.get(name="王芳")
    assert (good.given, good.asked_fen, good.base_fen) == ("monthly", 172_800, 720_000)
    [fault] = register.lines.get(name="李伟").faults
    assert fault["code"] == "R11"
    assert "1,728.00 元和 1,730.00 元" in fault["sentence"]
