"""A long list is asked for on its page, written by a job, and fetched by who asked for it."""

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import employer, identity, opening, staff
from tests.portals.conftest import agent_of, as_agent
from tests.staff_of_the_town import at_counter

from anju.audit.models import Event
from anju.documents.exports import store
from anju.documents.exports.models import Export
from anju.documents.exports.sweep_exports import sweep_exports
from anju.documents.exports.write_exports import KEPT, MOST_TRIES, write_exports
from anju.documents.exports.writer import Progress, writer
from anju.people.models import Appointment, Employer
from anju.portals.shared.lists import query

LIST = "/employer/members"
State = Export.State


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    """Nine rows are a long list here."""
    settings.ANJU_EXPORTS = tmp_path
    monkeypatch.setattr(query, "AT_ONCE_MOST", 9)


@pytest.fixture
def inn(hall: Client) -> Employer:
    """浉河宾馆 with 45 people at 1,440.00 yuan a month."""
    made = employer("浉河宾馆有限公司", seq=2)
    staff(made, *(opening(order, f"职工{identity(order)[-4:]}") for order in range(1, 46)))
    return made


@pytest.fixture
def sun(inn: Employer) -> Appointment:
    """孙会计, who acts for the inn."""
    return agent_of(inn, "孙会计", 903)


@pytest.fixture
def desk(hall: Client, sun: Appointment) -> Client:
    return as_agent(hall, sun)


def ask(desk: Client, url: str = LIST) -> Export:
    """Click 导出Excel on a list."""
    shown = desk.get(url)
    asked = desk.post("/employer/exports", {"question": shown.context["export_question"]})
    assert asked.status_code == 303, asked.content.decode()
    return Export.objects.get(pk=asked["Location"].rpartition("/")[2])


def write() -> None:
    write_exports(writer=writer(), now=timezone.now())


def rows_of(content: bytes) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))


def test_a_long_list_is_asked_for_written_by_the_job_and_fetched(desk: Client) -> None:
    page = desk.get(LIST).content.decode()
    assert "as=xlsx" not in page
    export = ask(desk)
    assert "正在排队" in desk.get(f"/employer/exports/{export.pk}").content.decode()
    assert desk.get(f"/employer/exports/{export.pk}/file").status_code == 422
    write()
    export.refresh_from_db()
    assert (export.state, export.rows_done, export.rows_all) == (State.READY, 45, 45)
    assert (
        f"/employer/exports/{export.pk}/file" in desk.get("/employer/exports").content.decode()
    )
    got = desk.get(f"/employer/exports/{export.pk}/file")
    assert 'filename="members.xlsx"' in got["Content-Disposition"]
    rows = rows_of(got.content)
    assert len(rows) == 47
    assert rows[-1][0] == "总合计"
    assert 64_800 in rows[-1]
    event = Event.objects.get(deed="export_list")
    assert (event.actor, event.detail) == (f"agent/{export.holder_id}", {"rows": 45})


def test_what_was_asked_of_the_list_is_what_is_written_and_no_name_lies_open(
    desk: Client,
) -> None:
    words = f"职工{identity(7)[-4:]}"
    found = desk.post(LIST, {"q": words, "state": "01"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(query, "AT_ONCE_MOST", 0)
        export = ask(desk, found["Location"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT question FROM documents_export")
        assert words.encode() not in bytes(cursor.fetchone()[0])
    write()
    rows = rows_of(desk.get(f"/employer/exports/{export.pk}/file").content)
    assert [row[1] for row in rows[1:-1]] == [words]


def test_a_short_list_comes_at_once_and_is_logged_too(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "AT_ONCE_MOST", 45)
    assert len(rows_of(desk.get(f"{LIST}?as=xlsx").content)) == 47
    assert Event.objects.get(deed="export_list").detail == {"rows": 45}
    assert not Export.objects.exists()


def test_an_old_address_of_a_long_workbook_leads_to_the_list(desk: Client) -> None:
    answer = desk.get(f"{LIST}?state=01&as=xlsx")
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}?state=01")


def test_the_same_list_is_not_written_twice_and_only_three_wait(desk: Client) -> None:
    first = ask(desk)
    assert ask(desk) == first
    ask(desk, f"{LIST}?state=01")
    shown = desk.get(LIST).context["export_question"]
    third = desk.get(f"{LIST}?other=1").context["export_question"]
    fourth = desk.get(f"{LIST}?other=2").context["export_question"]
    assert desk.post("/employer/exports", {"question": third}).status_code == 303
    refused = desk.post("/employer/exports", {"question": fourth})
    assert refused.status_code == 422
    assert "正在生成" in refused.content.decode()
    assert desk.post("/employer/exports", {"question": shown}).status_code == 303
    assert Export.objects.count() == 3


@pytest.mark.parametrize("forged", ["", "x", "eyJhIjoxfQ:1:2"])
def test_a_question_we_have_not_written_is_not_asked(desk: Client, forged: str) -> None:
    refused = desk.post("/employer/exports", {"question": forged})
    assert refused.status_code == 422
    assert not Export.objects.exists()


def test_nobody_else_sees_it_neither_a_colleague_nor_he_himself_for_another_employer(
    hall: Client, desk: Client, inn: Employer, sun: Appointment
) -> None:
    export = ask(desk)
    question = desk.get(f"{LIST}?other=1").context["export_question"]
    write()
    addresses = [f"/employer/exports/{export.pk}", f"/employer/exports/{export.pk}/file"]
    assert {desk.get(address).status_code for address in addresses} == {200}
    desk.post("/employer/sign-out")
    assert all("sign-in" in desk.get(address)["Location"] for address in addresses)
    mill = employer("申城纺织有限公司", seq=3)
    Appointment.objects.create(employer=mill, agent=sun.agent, role=sun.role, since=sun.since)
    for appointment in (
        agent_of(inn, "钱会计", 904),
        Appointment.objects.get(employer=mill, agent=sun.agent),
    ):
        other = as_agent(Client(HTTP_HOST="xinyang.localhost"), appointment)
        assert {other.get(address).status_code for address in addresses} == {404}
        assert "没有" in other.get("/employer/exports").content.decode()
        assert other.post("/employer/exports", {"question": question}).status_code == 422
    again = as_agent(hall, sun)
    assert {again.get(address).status_code for address in addresses} == {200}


def test_it_goes_on_without_its_asker_and_ends_with_his_right_to_look(
    desk: Client, sun: Appointment
) -> None:
    left = ask(desk)
    desk.post("/employer/sign-out")
    write()
    left.refresh_from_db()
    assert left.state == State.READY
    desk = as_agent(desk, sun)
    dismissed = ask(desk, f"{LIST}?state=01")
    Appointment.objects.filter(pk=sun.pk).update(active=False)
    write()
    dismissed.refresh_from_db()
    assert (dismissed.state, dismissed.file) == (State.FAILED, "")
    assert "不能查看" in dismissed.refusal


class Broken:
    """A writer that falls in the middle, in one way or another."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def write(self, export: Export, progress: Progress) -> bytes:
        progress(20)
        raise self.error


def test_a_writer_that_falls_leaves_nothing_to_be_had_and_the_next_one_writes_it_all(
    desk: Client,
) -> None:
    export = ask(desk)
    with pytest.raises(KeyboardInterrupt):
        write_exports(writer=Broken(KeyboardInterrupt()), now=timezone.now())
    export.refresh_from_db()
    assert (export.state, export.file, export.rows_done) == (State.WRITING, "", 20)
    assert "20" in desk.get(f"/employer/exports/{export.pk}").content.decode()
    with pytest.raises(ExceptionGroup):
        write_exports(writer=Broken(OperationalError("away")), now=timezone.now())
    export.refresh_from_db()
    assert export.state == State.WRITING
    write()
    export.refresh_from_db()
    assert (export.state, export.rows_done) == (State.READY, 45)


def test_one_that_takes_its_worker_down_each_time_is_given_up(desk: Client) -> None:
    export = ask(desk)
    for _ in range(MOST_TRIES):
        with pytest.raises(KeyboardInterrupt):
            write_exports(writer=Broken(KeyboardInterrupt()), now=timezone.now())
    write()
    export.refresh_from_db()
    assert export.state == State.FAILED
    assert "没有生成" in desk.get(f"/employer/exports/{export.pk}").content.decode()


def test_a_bug_is_told_and_holds_up_no_other(desk: Client) -> None:
    broken, whole = ask(desk), ask(desk, f"{LIST}?state=01")

    class Half:
        def write(self, export: Export, progress: Progress) -> bytes:
            if export == broken:
                raise ZeroDivisionError
            return writer().write(export, progress)

    with pytest.raises(ExceptionGroup):
        write_exports(writer=Half(), now=timezone.now())
    states = dict(Export.objects.values_list("pk", "state"))
    assert states == {broken.pk: State.FAILED, whole.pk: State.READY}


def test_after_its_days_it_is_gone_with_its_file_and_what_nobody_names_goes_too(
    desk: Client,
) -> None:
    export = ask(desk)
    write()
    export.refresh_from_db()
    lying = store.folder() / export.file
    assert b"PK" not in lying.read_bytes()[:2]
    nameless = store.keep(b"half told")
    now = timezone.now()
    assert sweep_exports(now=now) == 0
    assert sweep_exports(now=now + timedelta(days=2)) == 1
    assert not (store.folder() / nameless).exists()
    assert sweep_exports(now=now + KEPT + timedelta(minutes=1)) == 1
    assert not lying.exists()
    assert desk.get(f"/employer/exports/{export.pk}").status_code == 404


def test_a_file_that_is_missing_or_was_touched_is_refused(desk: Client) -> None:
    export = ask(desk)
    write()
    export.refresh_from_db()
    lying = store.folder() / export.file
    lying.write_bytes(lying.read_bytes()[:-1] + b"x")
    assert desk.get(f"/employer/exports/{export.pk}/file").status_code == 422
    lying.unlink()
    assert desk.get(f"/employer/exports/{export.pk}/file").status_code == 422
    assert not Event.objects.filter(deed="export_list").exists()


def test_what_another_worker_is_writing_is_left_to_him(desk: Client) -> None:
    export = ask(desk)
    rival = connection.copy()
    held = "SELECT pg_try_advisory_lock(hashtextextended('xinyang export ' || %s, 0))"
    with rival.cursor() as cursor:
        cursor.execute(held, [str(export.pk)])
    write()
    export.refresh_from_db()
    assert (export.state, export.tries) == (State.WAITING, 0)
    rival.close()
    write()
    export.refresh_from_db()
    assert export.state == State.READY


def test_counter_and_members_ask_by_the_same_mechanism(
    at_home: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "AT_ONCE_MOST", -1)
    window = at_counter("0007", "finance")
    for visitor, at, door in (
        (at_home, "/my/loans", "my"),
        (window, "/counter/suspense", "counter"),
    ):
        question = visitor.get(at).context["export_question"]
        asked = visitor.post(f"/{door}/exports", {"question": question})
        assert asked.status_code == 303, asked.content.decode()
        write()
        assert len(rows_of(visitor.get(f"{asked['Location']}/file").content)) == 1
