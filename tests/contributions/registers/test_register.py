"""Change registers: what a roster proposes, what is wrong with it, and what takes effect."""

from pathlib import Path

import pytest
from tests.people_of_the_town import JULY, TODAY, change, employer, identity, opening, staff

from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.edit_register import (
    Edit,
    Entry,
    RegisterMoved,
    put_line,
    remove_lines,
)
from anju.contributions.registers.open_register import open_register
from anju.contributions.registers.submit_register import (
    LinesTurned,
    NothingToSubmit,
    submit_register,
)
from anju.contributions.remittances.remit import RegisterPending, submit_remittance
from anju.contributions.uploads.compare_roster import error_sentences
from anju.contributions.uploads.read_upload import (
    SameFileAgain,
    read_waiting_uploads,
    take_upload,
)
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import AccountEvent, Employer, FundAccount

HEAD = ["姓名", "身份证号", "缴存基数", "单位比例", "个人比例"]


@pytest.fixture
def mill(xinyang, settings, tmp_path: Path) -> Employer:
    settings.ANJU_UPLOADS = tmp_path
    made = employer()
    staff(
        made,
        opening(1, "王芳"),
        opening(2, "李伟"),
        opening(3, "张敏"),
        opening(4, "刘洋"),
    )
    liu = made.accounts.get(member__name="刘洋")
    seal_accounts(employer=made, accounts=[liu.pk], change=change())
    return made


def upload(mill: Employer, *rows: list[str], name: str = "工资表.csv") -> RosterUpload:
    text = "\n".join(",".join(row) for row in [HEAD, *rows])
    taken = take_upload(employer=mill, filename=name, content=text.encode("gbk"), by="赵会计")
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    return taken


def row(order: int, name: str, base: str = "6000", rate: str = "12%") -> list[str]:
    return [name, identity(order), base, rate, rate]


def edit(register: Register) -> Edit:
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


def kinds(register: Register) -> dict[str, str]:
    return dict(register.lines.values_list("name", "kind"))


@pytest.mark.rows("X-17", "X-33")
def test_a_roster_is_compared_with_last_month_and_nothing_takes_effect_yet(
    mill: Employer,
) -> None:
    done = upload(
        mill, row(1, "王芳"), row(2, "李伟", "6500"), row(4, "刘洋"), row(5, "陈静", "5000")
    )
    assert done.state == "compared"
    register = done.register
    assert kinds(register) == {"李伟": "base", "张敏": "seal", "刘洋": "unseal", "陈静": "open"}
    assert register.unchanged == 1
    assert not register.lines.exclude(faults=[]).exists()
    assert FundAccount.objects.count() == 4
    assert {line.name: line.effect_fen for line in register.lines.all()} == {
        "李伟": 2 * 6_000,
        "张敏": -144_000,
        "刘洋": 144_000,
        "陈静": 120_000,
    }


def test_a_submitted_register_takes_effect_all_at_once(mill: Employer) -> None:
    register = upload(
        mill, row(1, "王芳"), row(2, "李伟", "6500"), row(4, "刘洋"), row(5, "陈静", "5000")
    ).register
    submit_register(edit=edit(register))
    states = dict(mill.accounts.values_list("member__name", "state"))
    assert states == {"王芳": "01", "李伟": "01", "张敏": "02", "刘洋": "01", "陈静": "01"}
    assert mill.accounts.get(member__name="李伟").own_fen == 78_000
    events = AccountEvent.objects.filter(source=register.number)
    assert sorted(events.values_list("kind", flat=True)) == ["03", "04", "05", "10"]


@pytest.mark.rows("C-38")
def test_every_fault_is_shown_at_its_row_and_the_good_rows_go_through(mill: Employer) -> None:
    elsewhere = employer("浉河茶业有限公司", seq=2)
    staff(elsewhere, opening(9, "孙浩"))
    register = upload(
        mill,
        row(1, "王芳"),
        row(2, "李伟"),
        row(3, "张敏"),
        row(9, "孙浩"),
        row(6, "周丽", "1500"),
        row(7, "吴强", "60000"),
        row(8, "郑洁", "6000", "13%"),
        ["冯刚", identity(10)[:-1] + ("0" if identity(10)[-1] != "0" else "1"), "6000", "", ""],
        row(11, "何雪"),
    ).register
    faults = {line.name: [f["code"] for f in line.faults] for line in register.lines.all()}
    assert faults["孙浩"] == ["R06"]
    assert faults["周丽"] == ["R04"]
    assert faults["吴强"] == ["R04"]
    assert faults["郑洁"]
    assert faults["冯刚"]
    assert faults["何雪"] == []
    sentences = error_sentences(register)
    assert "低于本年度下限" in sentences[6][0]
    submit_register(edit=edit(register))
    assert mill.accounts.filter(member__name="何雪", state="01").exists()
    assert not mill.accounts.filter(member__name="周丽").exists()
    assert register.lines.exclude(faults=[]).count() == 5


def test_somebody_whose_row_is_broken_is_not_sealed_for_being_missing(mill: Employer) -> None:
    broken = identity(3)[:-1] + ("0" if identity(3)[-1] != "0" else "1")
    done = upload(mill, row(1, "王芳"), row(2, "李伟"), ["张敏", broken, "6000", "", ""])
    assert kinds(done.register) == {"张敏": "unclear"}
    assert "1 名在册职工" in done.doubts[-1]


def test_the_same_file_twice_is_said(mill: Employer) -> None:
    rows = [row(1, "王芳"), row(2, "李伟", "6500"), row(3, "张敏")]
    upload(mill, *rows)
    with pytest.raises(SameFileAgain):
        upload(mill, *rows)


def test_a_file_that_is_no_roster_is_refused_with_a_sentence(mill: Employer) -> None:
    taken = take_upload(employer=mill, filename="a.xlsx", content=b"hello", by="x")
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert taken.state == "unreadable"
    assert taken.refusal
    assert not Register.objects.exists()


@pytest.mark.rows("X-25", "X-33")
def test_a_keyed_base_echoes_the_amounts(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    line = put_line(
        edit=edit(register),
        entry=Entry(Line.Kind.BASE, "王芳", identity(1), base_fen=612_345),
    )
    assert (line.employer_fen, line.own_fen, line.after_fen) == (73_500, 73_500, 147_000)
    assert (line.before_fen, line.faults) == (144_000, [])


def test_a_base_change_that_changes_nothing_is_refused(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    entry = Entry(Line.Kind.BASE, "王芳", identity(1), base_fen=600_000)
    line = put_line(edit=edit(register), entry=entry)
    assert [fault["code"] for fault in line.faults] == ["R09"]


def test_two_agents_on_one_register_do_not_overwrite_each_other(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    seen = edit(register)
    put_line(edit=seen, entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    with pytest.raises(RegisterMoved):
        put_line(edit=seen, entry=Entry(Line.Kind.SEAL, "李伟", identity(2)))
    assert kinds(register) == {"王芳": "seal"}


def test_one_person_stands_in_a_register_once(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    again = Entry(Line.Kind.BASE, "王芳", identity(1), base_fen=700_000)
    line = put_line(edit=edit(register), entry=again)
    assert [fault["code"] for fault in line.faults] == ["R10"]
    first = register.lines.get(kind="seal")
    remove_lines(edit=edit(register), lines=[first.pk])
    line.refresh_from_db()
    assert line.faults == []


def test_what_has_turned_bad_since_is_marked_and_nothing_is_done(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "李伟", identity(2)))
    seal_accounts(
        employer=mill, accounts=[mill.accounts.get(member__name="王芳").pk], change=change()
    )
    with pytest.raises(LinesTurned):
        submit_register(edit=edit(register))
    assert mill.accounts.get(member__name="李伟").state == "01"
    assert register.lines.get(name="王芳").faults


def test_an_empty_register_cannot_be_submitted(mill: Employer) -> None:
    with pytest.raises(NothingToSubmit):
        submit_register(edit=edit(open_register(employer=mill, by="赵会计")))


def test_a_month_is_not_remitted_past_an_open_register(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    with pytest.raises(RegisterPending):
        submit_remittance(
            employer=mill,
            until=JULY,
            method="realtime",
            expected_fen=1,
            intent="a",
            today=TODAY,
            by="赵会计",
        )


def test_a_line_that_has_become_good_is_not_slipped_in(mill: Employer) -> None:
    elsewhere = employer("浉河茶业有限公司", seq=2)
    staff(elsewhere, opening(9, "孙浩"))
    register = open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=Entry(Line.Kind.SEAL, "王芳", identity(1)))
    entry = Entry(Line.Kind.TRANSFER, "孙浩", identity(9), base_fen=600_000)
    assert put_line(edit=edit(register), entry=entry).faults
    seal_accounts(employer=elsewhere, accounts=[elsewhere.accounts.get().pk], change=change())
    with pytest.raises(LinesTurned):
        submit_register(edit=edit(register))
    submit_register(edit=edit(register))
    assert mill.accounts.get(member__name="孙浩").state == "01"
