"""Promises somebody a text message; a job hands it to the gateway afterwards."""

from datetime import datetime, timedelta

from anju.centers.wake import wake
from anju.notices.models import Message
from anju.policy.items import CHINA
from anju.policy.rules import value

LONGEST = 500
# A worker of their own: a silent bank holds no code back, a dead gateway no money.
QUEUE = "messages"
A_DAY = timedelta(hours=24)
_BREAKS = frozenset("\r\n\x0b\x0c\x85\u2028\u2029")


def write_message(
    *, to: str, text: str, kind: Message.Kind, now: datetime, lives: timedelta = A_DAY
) -> Message:
    """Write one message under the center's 【name】 and wake the job that sends it.

    An empty `to` does the same work for nobody, so that time and rows tell nothing. Raises
    ValueError for a text of several lines or over 500 characters, which is our own fault.
    (Security 2.1 item 7, 3.3.)
    """
    if _BREAKS & set(text):
        raise ValueError("a text message is one line")
    head = value("hall.short_name", on=now.astimezone(CHINA).date())
    whole = f"【{head}】{text}"
    if len(whole) > LONGEST:
        raise ValueError(f"a text message has at most {LONGEST} characters")
    message = Message.objects.create(
        to=to,
        kind=kind,
        text=whole if to else "",
        state=Message.State.WAITING if to else Message.State.NOBODY,
        written_at=now,
        expires_at=now + lives,
        next_try_at=now,
    )
    wake("send_messages", queue=QUEUE)
    return message
