"""The outbox: a message is promised at once, handed over later, and never twice or too late."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from anju.notices.models import Message
from anju.notices.prune import prune
from anju.notices.send_messages import send_messages
from anju.notices.sms import SmsNotSent
from anju.notices.write_message import write_message

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
PHONE = "13800130001"
Kind, State = Message.Kind, Message.State


class Mast:
    """A gateway that takes everything, or nothing while it is down."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.down = False
        self.asked = 0

    def send(self, to: str, text: str) -> str:
        self.asked += 1
        if self.down:
            raise SmsNotSent("no answer")
        self.taken.append((to, text))
        return f"SMS{len(self.taken)}"


def write(text: str = "您好。", to: str = PHONE, kind: Kind = Kind.NOTICE, **more) -> Message:
    return write_message(to=to, text=text, kind=kind, now=NOW, **more)


def test_a_message_carries_the_centers_name_and_is_handed_over_once(xinyang) -> None:
    mast = Mast()
    write()
    assert [send_messages(gateway=mast, now=NOW) for _ in range(3)] == [1, 0, 0]
    assert mast.taken == [(PHONE, "【信阳公积金】您好。")]
    sent = Message.objects.get()
    assert (sent.state, sent.sent_at, sent.gateway_id) == (State.SENT, NOW, "SMS1")


def test_a_codes_text_is_forgotten_once_it_is_handed_over(xinyang) -> None:
    write("验证码 482913。", kind=Kind.CODE)
    write("您的密码已修改。", kind=Kind.SECURITY)
    send_messages(gateway=Mast(), now=NOW)
    assert set(Message.objects.values_list("kind", "text")) == {
        (Kind.CODE, ""),
        (Kind.SECURITY, "【信阳公积金】您的密码已修改。"),
    }


def test_nobody_gets_a_row_like_anybody_but_nothing_is_sent(xinyang) -> None:
    mast = Mast()
    assert write(to="").state == State.NOBODY
    assert send_messages(gateway=mast, now=NOW) == 0
    assert mast.asked == 0


def test_a_dead_gateway_is_asked_again_ever_less_often_until_the_message_expires(
    xinyang,
) -> None:
    mast = Mast()
    mast.down = True
    write("验证码 482913。", kind=Kind.CODE, lives=timedelta(minutes=5))
    tried = []
    for seconds in range(0, 400, 5):
        before = mast.asked
        send_messages(gateway=mast, now=NOW + timedelta(seconds=seconds))
        if mast.asked > before:
            tried.append(seconds)
    assert tried == [0, 5, 20, 50, 110, 230]
    gone = Message.objects.get()
    assert (gone.state, gone.text) == (State.FAILED, "")


def test_a_dead_gateway_ends_the_round_so_that_other_jobs_go_on(xinyang) -> None:
    mast = Mast()
    mast.down = True
    for _ in range(20):
        write()
    send_messages(gateway=mast, now=NOW)
    assert mast.asked == 1
    mast.down = False
    assert send_messages(gateway=mast, now=NOW + timedelta(seconds=5)) == 20


def test_what_has_expired_is_never_sent(xinyang) -> None:
    mast = Mast()
    write("验证码 482913。", kind=Kind.CODE, lives=timedelta(minutes=5))
    send_messages(gateway=mast, now=NOW + timedelta(minutes=5))
    assert mast.asked == 0
    gone = Message.objects.get()
    assert (gone.state, gone.text) == (State.EXPIRED, "")


@pytest.mark.parametrize("text", ["您好\r\n再见", "您好\u2028再见", "长" * 600])
def test_a_text_is_one_line_of_bounded_length(xinyang, text: str) -> None:
    with pytest.raises(ValueError, match="text message"):
        write(text)


def test_number_and_text_do_not_stand_readable_in_the_table(xinyang) -> None:
    write("您的密码已修改。")
    with connection.cursor() as cursor:
        cursor.execute('SELECT "to", text FROM notices_message')
        sealed = b"".join(bytes(column) for column in cursor.fetchone())
    assert PHONE.encode() not in sealed
    assert "密码".encode() not in sealed


def test_codes_are_forgotten_after_a_week_and_notices_after_two_years(xinyang) -> None:
    write(kind=Kind.CODE)
    write(kind=Kind.SECURITY)
    assert prune(now=NOW + timedelta(days=8)) == 1
    assert prune(now=NOW + timedelta(days=400)) == 0
    assert prune(now=NOW + timedelta(days=800)) == 1
