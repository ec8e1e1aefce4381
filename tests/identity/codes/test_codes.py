"""SMS codes: for one purpose, object, amount and session, once, and never too many."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anju.audit.models import Event
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.codes.use_code import WrongCode, use_code
from anju.identity.limits import TryLater
from anju.identity.models import Code
from anju.notices.models import Message
from anju.notices.send_messages import send_messages
from anju.notices.sms import SmsNotSent

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PHONE = "13800130001"
MINUTE = timedelta(minutes=1)
Purpose = Code.Purpose


def ask(to: str = PHONE, *, now: datetime = NOW, **other) -> datetime:
    usual = {
        "purpose": Purpose.REGISTER,
        "about": "member/7",
        "session": "session-one",
        "address": "10.0.0.1",
    }
    said = {name: other.pop(name) for name in ("amount_fen", "phrase") if name in other}
    words = Words("用于变更手机号码", **said)
    return issue_code(to=to, now=now, words=words, **{**usual, **other})


def received() -> str:
    """The code in the newest message."""
    found = re.search(r"\d{6}", Message.objects.latest("id").text)
    assert found
    return found[0]


def use(typed: str, *, now: datetime = NOW, **other) -> None:
    usual = {"purpose": Purpose.REGISTER, "about": "member/7", "session": "session-one"}
    use_code(typed=typed, now=now, **{**usual, **other})


def test_the_message_says_what_the_code_is_for_and_that_nobody_asks_for_it(xinyang) -> None:
    assert ask(amount_fen=123_450, phrase="老家的桂花树") == NOW + MINUTE
    said = Message.objects.get().text
    assert re.fullmatch(
        r"【信阳公积金】验证码 \d{6}，用于变更手机号码，金额 1,234.50 元。"
        r"您的防伪短语：老家的桂花树。5 分钟内有效，工作人员不会向您索要。",
        said,
    )


def test_a_right_code_counts_once(xinyang) -> None:
    ask()
    use(received())
    with pytest.raises(WrongCode):
        use(received())


@pytest.mark.parametrize(
    "other",
    [
        {"purpose": Purpose.PIN},
        {"about": "member/8"},
        {"session": "session-two"},
        {"amount_fen": 1},
        {"now": NOW + timedelta(minutes=5)},
    ],
)
def test_a_right_code_is_worthless_for_anything_else(xinyang, other) -> None:
    ask()
    with pytest.raises(WrongCode) as one:
        use(received(), **other)
    with pytest.raises(WrongCode) as wrong:
        use("000000" if received() != "000000" else "111111")
    assert one.value.sentence == wrong.value.sentence
    use(received())


def test_an_amount_changed_after_the_code_was_sent_kills_it(xinyang) -> None:
    ask(amount_fen=100_000)
    with pytest.raises(WrongCode):
        use(received(), amount_fen=900_000)
    use(received(), amount_fen=100_000)


@pytest.mark.parametrize("typed", ["", "12345", "１２３４５６７", "9" * 100_000, "abc", "\x00"])
def test_five_wrong_ones_end_a_code(xinyang, typed: str) -> None:
    ask()
    for _ in range(5):
        with pytest.raises(WrongCode):
            use(typed)
    with pytest.raises(WrongCode):
        use(received())
    assert Event.objects.filter(deed="refuse_code").count() == 6


def test_asking_again_within_a_minute_sends_nothing_more(xinyang) -> None:
    until = ask()
    assert ask(now=NOW + timedelta(seconds=59)) == until
    assert Message.objects.count() == 1
    first = received()
    assert ask(now=NOW + timedelta(seconds=61)) == NOW + timedelta(seconds=121)
    assert Message.objects.count() == 2
    with pytest.raises(WrongCode):
        use(first, now=NOW + timedelta(seconds=62))
    use(received(), now=NOW + timedelta(seconds=62))


def test_nobody_is_told_apart_from_somebody(xinyang) -> None:
    ask(about="warm", session="w", to="13800130009")
    with CaptureQueriesContext(connection) as real:
        ask(about="a", session="x")
    with CaptureQueriesContext(connection) as none:
        ask("", about="b", session="y")
    said = [
        [re.sub(r'"s\d+_x\d+"', "", query["sql"])[:30] for query in log] for log in (real, none)
    ]
    assert said[0] == said[1]
    states = Message.objects.order_by("id").values_list("state", flat=True)
    assert list(states)[1:] == [Message.State.WAITING, Message.State.NOBODY]
    assert Code.objects.count() == 3
    with pytest.raises(WrongCode):
        use("000000", about="b", session="y")


def test_a_telephone_that_had_its_share_is_spared_silently(xinyang) -> None:
    """A refusal would say that the number is on file."""
    ask(about="a", session="x")
    assert ask(about="b", session="y") == NOW + MINUTE
    states = Message.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == [Message.State.WAITING, Message.State.NOBODY]


def test_who_has_signed_in_is_told_when_the_telephone_had_its_share(xinyang) -> None:
    """He knows whose telephone it is; silence would only let him wait for nothing."""
    ask(purpose=Purpose.PASSWORD)
    with pytest.raises(TryLater, match="50 秒后再试"):
        ask(purpose=Purpose.PIN, now=NOW + timedelta(seconds=10))
    assert Message.objects.count() == 1
    ask(purpose=Purpose.PIN, now=NOW + timedelta(seconds=61))
    assert sent() == 2


def sent() -> int:
    return Message.objects.exclude(state=Message.State.NOBODY).count()


def flood(addresses: int) -> int:
    """A hundred requests within ten seconds, each from a session and about an object of its
    own; how many were refused aloud."""
    refused = 0
    for number in range(100):
        try:
            ask(
                now=NOW + timedelta(seconds=number / 10),
                about=f"member/{number}",
                session=f"session {number}",
                address=f"10.0.{number % addresses}.{number}",
            )
        except TryLater:
            refused += 1
    return refused


def test_a_hundred_requests_from_one_place_reach_a_telephone_once(xinyang) -> None:
    assert flood(1) == 80
    assert sent() == 1


def test_a_hundred_requests_from_fifty_places_reach_a_telephone_once(xinyang) -> None:
    assert flood(50) == 0
    assert sent() == 1


def test_a_victims_telephone_rings_at_most_ten_times_a_day(xinyang) -> None:
    for hour in range(24):
        for minute in range(0, 60, 2):
            ask(
                now=NOW + timedelta(hours=hour, minutes=minute),
                about=f"{hour}/{minute}",
                session=f"{hour}/{minute}",
                address=f"10.{hour}.{minute}.1",
            )
    assert sent() == 10


def test_three_an_hour_about_one_person_wherever_they_are_asked_from(xinyang) -> None:
    for number in range(3):
        ask(session=f"s{number}", address=f"10.0.{number}.1")
    with pytest.raises(TryLater, match="分钟后再试"):
        ask(session="s9", address="10.0.9.1")


def test_the_whole_hall_has_a_budget_and_tells_its_staff(xinyang, monkeypatch) -> None:
    from anju.identity.alarms import open_alarms
    from anju.identity.codes import issue_code as module
    from anju.identity.limits import Limit

    small = Limit("code_hall", 5, timedelta(hours=1), "验证码请求过多", whole=True)
    monkeypatch.setattr(module, "CODE_HALL_HOUR", small)
    for number in range(5):
        ask(f"1380013{number:04d}", about=str(number), session=str(number))
    for number in range(6, 9):
        with pytest.raises(TryLater):
            ask(f"1380013{number:04d}", about=str(number), session=str(number))
    assert Event.objects.filter(deed="alarm", subject="code_hall").count() == 1
    said_at = Event.objects.get(deed="alarm").at
    assert open_alarms(now=said_at) == ["短信验证码用量达到上限，已暂停发送"]


def test_a_dead_gateway_opens_nothing_and_blocks_nobody(xinyang) -> None:
    class Dead:
        def send(self, to: str, text: str) -> str:
            raise SmsNotSent("dead")

    ask()
    code = received()
    send_messages(gateway=Dead(), now=NOW)
    with pytest.raises(WrongCode):
        use("" if code else "x")
    for minute in range(6):
        send_messages(gateway=Dead(), now=NOW + minute * MINUTE)
    assert Message.objects.get().text == ""
    with pytest.raises(WrongCode):
        use(code, now=NOW + 6 * MINUTE)


def test_rows_name_neither_person_nor_session_nor_code(xinyang) -> None:
    ask(about="41150219900307999X")
    row = Code.objects.get()
    assert "41150219900307999X" not in row.about
    assert "session-one" not in row.session
    assert received().encode() not in bytes(row.digest)
