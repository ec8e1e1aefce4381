"""A large roster is read while its agent does something else, and holds up nobody."""

from datetime import UTC, date, datetime

import pytest
from tests.contributions.registers.test_register import row
from tests.contributions.uploads.conftest import GOOD, content, take
from tests.people_of_the_town import TODAY, employer, identity

from anju.contributions.models import Line, RosterUpload
from anju.contributions.uploads import read_upload, take_turns, tell_agents
from anju.contributions.uploads.cancel_upload import TooLateToCancel, cancel_upload
from anju.contributions.uploads.files import file_of
from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.contributions.uploads.tell_agents import tell_finished_uploads
from anju.notices.models import Message
from anju.people.models import Agent, Employer

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LONG = content(*(row(order, "王芳") for order in range(1, 400)))


def joiner(order: int) -> list[str]:
    """Somebody new, by a number nobody else has."""
    number = identity(order % 900 + 1, born_on=date(1980 + order // 900, 3, 7))
    return ["周燕", number, "6000", "12%", "12%"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kilobyte counts as small, so that no test needs a truly large file."""
    monkeypatch.setattr(take_turns, "SMALL_BYTES", 1_000)


def reading(monkeypatch: pytest.MonkeyPatch, of: RosterUpload, then) -> None:
    """Do something as soon as the first lines of a file are read."""
    real = read_upload.read_roster

    def read(path, *, progress, **given):
        roster = real(path, progress=None, **given)
        if path == file_of(of):
            then()
            progress(200, 400)
        return roster

    monkeypatch.setattr(read_upload, "read_roster", read)


def test_the_smallest_file_is_read_first_whoever_came_first(mill: Employer) -> None:
    tea = employer("浉河茶业有限公司", seq=2)
    large, little = take(mill, LONG), take(tea, content(row(9, "孙浩")))
    assert [one.pk for one in take_turns.waiting_uploads()] == [little.pk, large.pk]


def test_a_small_file_passes_a_large_one_that_is_being_read(
    mill: Employer, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tea = employer("浉河茶业有限公司", seq=2)
    large, order = take(mill, LONG), []
    reading(monkeypatch, large, lambda: order.append(take(tea, content(row(9, "孙浩"))).pk))
    compared = read_upload.compare_roster

    def noted(*, upload, **given):
        order.append(upload.pk)
        return compared(upload=upload, **given)

    monkeypatch.setattr(read_upload, "compare_roster", noted)
    read_waiting_uploads(today=TODAY)
    taken, first, second = order
    assert (first, second) == (taken, large.pk)
    states = RosterUpload.objects.values_list("state", flat=True)
    assert set(states) == {"compared"}


def test_a_cancelled_roster_stops_at_its_next_step_and_leaves_nothing(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take(mill, LONG)
    reading(monkeypatch, taken, lambda: cancel_upload(upload=taken, by="赵会计"))
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert (taken.state, taken.refusal) == ("cancelled", "")
    assert not Line.objects.exists()
    with pytest.raises(TooLateToCancel, match="已经读完"):
        cancel_upload(upload=taken, by="赵会计")
    again = take(mill, LONG)
    assert again.pk != taken.pk


def test_every_step_tells_its_rows(mill: Employer, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    real = read_upload.Following.tell

    def tell(following, step, done, every):
        told.append((str(step), done, every))
        real(following, step, done, every)

    monkeypatch.setattr(read_upload.Following, "tell", tell)
    taken = take(mill, content(*(joiner(order) for order in range(1, 2_200))))
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert [step for step, _, _ in told] == ["read", "read", "compare", "judge"]
    assert told[0] == ("read", 2_001, 2_200)
    assert told[-1] == ("judge", 2_000, 2_201)
    assert (taken.rows_done, taken.rows_all) == (2_199, 2_199)


def test_more_people_than_the_settings_allow_are_refused_with_the_number(
    mill: Employer, settings
) -> None:
    settings.ROSTER_UPLOAD_MOST_ROWS = 100
    taken = take(mill, LONG)
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    assert taken.state == "unreadable"
    assert "超过 100 行" in taken.refusal


def test_an_agent_who_has_left_the_page_gets_one_message_about_a_large_roster(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell_agents, "LARGE_ROWS", 2)
    agent = Agent.objects.create(
        name="赵会计", identity_number=identity(901), mobile="13900000001"
    )
    take(mill, GOOD, agent=agent)
    read_waiting_uploads(today=TODAY)
    assert [tell_finished_uploads(now=NOW), tell_finished_uploads(now=NOW)] == [1, 0]
    message = Message.objects.get()
    assert message.to == agent.mobile
    assert "已比对完" in message.text
    assert "王芳" not in message.text


def test_whoever_watches_the_page_gets_no_message(
    mill: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell_agents, "LARGE_ROWS", 2)
    agent = Agent.objects.create(
        name="赵会计", identity_number=identity(901), mobile="13900000001"
    )
    taken = take(mill, GOOD, agent=agent)
    read_waiting_uploads(today=TODAY)
    taken.refresh_from_db()
    RosterUpload.objects.filter(pk=taken.pk).update(watched_at=taken.finished_at)
    assert tell_finished_uploads(now=NOW) == 0
