"""A session lives as long as it should, and ends when it must; the test moves the time."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.identity.models import Certificate, Holder, Visit
from anju.identity.passwords.set_password import set_password
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.identity.visits.devices import device_words
from anju.identity.visits.end_visit import end_visit
from anju.identity.visits.end_visits_of import end_visits_of
from anju.identity.visits.look_at_visit import look_at_visit, seconds_left
from anju.identity.visits.step_up import is_fresh, step_up
from anju.identity.visits.sweep_visits import sweep_visits

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36"
)


def begin(holder: Holder = Holder.MEMBER, *, certificate_id: int | None = None) -> Visit:
    return begin_visit(
        guest=Guest(holder, 7, certificate_id=certificate_id),
        strength=Visit.Strength.PASSWORD,
        address="203.0.113.7",
        device=WINDOWS,
        session_key="k" * 32,
        now=NOW,
    )


def seen(visit: Visit, after: timedelta, *, touch: bool = True) -> bool:
    return look_at_visit(visit.pk, now=NOW + after, touch=touch) is not None


@pytest.mark.parametrize(("holder", "minutes"), [(Holder.MEMBER, 15), (Holder.STAFF, 10)])
def test_a_session_ends_when_nothing_is_heard(xinyang, holder: Holder, minutes: int) -> None:
    visit = begin(holder)
    assert seen(visit, timedelta(minutes=minutes, seconds=-1), touch=False)
    assert not seen(visit, timedelta(minutes=minutes))
    visit.refresh_from_db()
    assert visit.ended_because == Visit.Because.IDLE
    assert not seen(visit, timedelta(minutes=1))


@pytest.mark.parametrize(("holder", "hours"), [(Holder.MEMBER, 12), (Holder.STAFF, 8)])
def test_a_session_ends_however_busy_it_is(xinyang, holder: Holder, hours: int) -> None:
    visit = begin(holder)
    for minute in range(5, hours * 60, 5):
        assert seen(visit, timedelta(minutes=minute))
    assert not seen(visit, timedelta(hours=hours))
    visit.refresh_from_db()
    assert visit.ended_because == Visit.Because.TOO_OLD


def test_a_sign_of_life_is_written_at_most_once_a_minute(xinyang) -> None:
    visit = begin()
    assert seen(visit, timedelta(seconds=59))
    visit.refresh_from_db()
    assert visit.seen_at == NOW
    assert seen(visit, timedelta(seconds=60))
    visit.refresh_from_db()
    assert visit.seen_at == NOW + timedelta(seconds=60)
    assert seconds_left(visit, now=NOW + timedelta(seconds=90)) == 15 * 60 - 30


def test_a_new_password_ends_every_other_session(xinyang) -> None:
    mine, other, colleague = begin(), begin(), begin(Holder.STAFF)
    set_password(
        holder=Holder.MEMBER, holder_id=7, password="weave-9-yards", now=NOW, keep_visit=mine.pk
    )
    assert seen(mine, timedelta(0))
    assert not seen(other, timedelta(0))
    assert seen(colleague, timedelta(0))


def test_sessions_can_be_ended_one_by_one_and_all_at_once(xinyang) -> None:
    first, second = begin(), begin()
    assert end_visit(first.pk, because=Visit.Because.ELSEWHERE, now=NOW)
    assert not end_visit(first.pk, because=Visit.Because.IDLE, now=NOW)
    assert seen(second, timedelta(0))
    because = Visit.Because.NOT_ALLOWED
    assert end_visits_of(Holder.MEMBER, 7, because=because, now=NOW) == 1
    assert not seen(second, timedelta(0))


def test_a_session_ends_with_its_certificate(xinyang) -> None:
    certificate = Certificate.objects.create(
        agent_id=7,
        employer_id=1,
        issuer="演示 CA",
        serial="1",
        subject="赵会计",
        fingerprint=b"f" * 32,
        valid_from=NOW,
        valid_until=NOW + timedelta(minutes=3),
        bound_at=NOW,
        bound_by="test",
    )
    visit, later = (begin(Holder.AGENT, certificate_id=certificate.pk) for _ in range(2))
    assert seen(visit, timedelta(minutes=1))
    assert not seen(visit, timedelta(minutes=3))
    Certificate.objects.update(ended_at=NOW, valid_until=NOW + timedelta(days=1))
    assert not seen(later, timedelta(minutes=1))


def test_a_proof_is_fresh_for_two_minutes_and_a_form_may_be_filled_in(xinyang) -> None:
    visit = begin()
    assert is_fresh(visit, now=NOW + timedelta(minutes=2))
    assert not is_fresh(visit, now=NOW + timedelta(minutes=2, seconds=1))
    assert is_fresh(visit, now=NOW + timedelta(minutes=5), filled_in=True)
    assert not is_fresh(visit, now=NOW + timedelta(minutes=5, seconds=1), filled_in=True)
    step_up(visit, session_key="n" * 32, now=NOW + timedelta(hours=1))
    visit.refresh_from_db()
    assert visit.session_key == "n" * 32
    assert is_fresh(visit, now=NOW + timedelta(hours=1, minutes=1))


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Windows 电脑 · Chrome"),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile MicroMessenger/8.0",
            "安卓手机 · 微信",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1",
            "苹果手机 · Safari",
        ),
        ("Mozilla/5.0 (Macintosh) Chrome/140 Safari/537.36 Edg/140", "苹果电脑 · Edge"),
        ("<script>", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_devices_are_called_what_people_call_them(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_what_has_run_out_is_closed_and_forgotten(xinyang) -> None:
    public, staff = begin(), begin(Holder.STAFF)
    old = begin()
    Visit.objects.filter(pk=old.pk).update(began_at=NOW - timedelta(days=366))
    sweep_visits(now=NOW + timedelta(minutes=11))
    assert not Visit.objects.filter(pk=old.pk).exists()
    for visit in (public, staff):
        visit.refresh_from_db()
    assert (public.ended_at, staff.ended_because) == (None, Visit.Because.IDLE)
    assert staff.get_ended_because_display() == "长时间没有操作"
    sweep_visits(now=NOW + timedelta(minutes=16))
    public.refresh_from_db()
    assert public.ended_because == Visit.Because.IDLE
