"""A roster that is handed in is read once, whatever falls in between, and blocks nobody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.contributions.registers.test_register import HEAD, edit, row
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.audit.models import Event
from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.edit_register import drop_register
from anju.contributions.registers.open_register import open_register
from anju.contributions.uploads import read_upload
from anju.contributions.uploads.files import file_of
from anju.contributions.uploads.read_upload import (
    SameFileAgain,
    read_waiting_uploads,
    take_upload,
)
from anju.people.models import Employer


@pytest.fixture
def mill(xinyang, settings, tmp_path: Path) -> Employer:
    settings.ANJU_UPLOADS = tmp_path
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def content(*rows: list[str]) -> bytes:
    return "\n".join(",".join(cells) for cells in [HEAD, *rows]).encode("gbk")


GOOD = content(row(1, "王芳"), row(2, "李伟", "6500"))


def take(at: Employer, what: bytes = GOOD) -> RosterUpload:
    return take_upload(employer=at, filename="工资表.csv", content=what, by="赵会计")


def test_a_fall_after_the_comparison_leaves_nothing_half_done(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before the upload says it is compared, its lines are not there either."""
    taken = take(mill)
    save = RosterUpload.save

    def fall(upload: RosterUpload, **given) -> None:
        if upload.state == "compared":
            raise KeyboardInterrupt
        save(upload, **given)

    with monkeypatch.context() as falling:
        falling.setattr(RosterUpload, "save", fall)
        with pytest.raises(KeyboardInterrupt):
            read_waiting_uploads(today=TODAY)
    assert not Line.objects.exists()
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert taken.state == "compared"
    assert taken.register.lines.count() == 1


def test_a_file_that_breaks_the_reader_is_set_aside_and_blocks_no_other(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tea = employer("浉河茶业有限公司", seq=2)
    poison, good = take(mill, b"poison"), take(tea)
    real = read_upload.read_roster

    def broken(path: Path, **given):
        if path == file_of(poison):
            raise ZeroDivisionError
        return real(path, **given)

    monkeypatch.setattr(read_upload, "read_roster", broken)
    with pytest.raises(ExceptionGroup):
        read_waiting_uploads(today=TODAY)
    poison.refresh_from_db()
    good.refresh_from_db()
    assert (poison.state, good.state) == ("unreadable", "compared")
    assert "重新上传" in poison.refusal
    assert read_waiting_uploads(today=TODAY) == 0


def test_two_readers_of_one_file_compare_it_once(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(mill)
    real, calls = read_upload.read_roster, []

    def meanwhile(path: Path, **given):
        roster = real(path, **given)
        if not calls:
            calls.append(path)
            read_waiting_uploads(today=TODAY)  # the other reader, from start to end
        return roster

    monkeypatch.setattr(read_upload, "read_roster", meanwhile)
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert (taken.state, taken.refusal) == ("compared", "")
    assert Register.objects.get().lines.count() == 1


def test_a_file_pressed_twice_is_one_upload(mill: Employer) -> None:
    assert take(mill).pk == take(mill).pk


def test_half_a_file_left_by_a_fall_is_not_taken_for_the_whole(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(path: Path, target: Path) -> Path:
        raise OSError("disk is full")

    with monkeypatch.context() as falling:
        falling.setattr(Path, "replace", fall)
        with pytest.raises(OSError, match="full"):
            take(mill)
    assert file_of(take(mill)).read_bytes() == GOOD


def test_the_hour_of_the_first_upload_is_told_as_the_clock_on_the_wall_has_it(
    mill: Employer,
) -> None:
    taken = take(mill)
    read_waiting_uploads(today=TODAY)
    RosterUpload.objects.filter(pk=taken.pk).update(
        uploaded_at=datetime(2026, 11, 18, 6, 5, tzinfo=UTC)
    )
    with pytest.raises(SameFileAgain, match="14:05"):
        take(mill)


def test_uploads_and_dropped_drafts_leave_a_trail(mill: Employer) -> None:
    take(mill)
    drop_register(edit=edit(open_register(employer=mill, by="赵会计")))
    deeds = set(Event.objects.filter(actor="赵会计").values_list("deed", flat=True))
    assert deeds == {"take_upload", "drop_register"}
    assert identity(1) not in str(list(Event.objects.values_list("detail", flat=True)))
