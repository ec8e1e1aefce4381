"""Hands waiting messages to the gateway, and tries again until they would come too late."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from anju.notices.models import Message
from anju.notices.sms import Sms, SmsNotSent

log = logging.getLogger("anju.notices")
State = Message.State

# How long we wait before the next try of one message.
PATIENCE_SECONDS = (5, 15, 30, 60, 120, 300, 900, 1800)
_OPEN = Q(state__in=[State.WAITING, State.SENDING])


def send_messages(*, gateway: Sms, now: datetime, most: int = 50) -> int:
    """Hand over up to `most` messages that are due and answer how many were taken.

    Each is marked first and sent outside any transaction. One that fails waits for its next
    try, and ends the round, so that a dead gateway does not hold up the other jobs. What has
    expired is never sent. (Security H5.)
    """
    _drop_expired(now)
    sent = 0
    while sent < most and (message := _claim(now)) is not None:
        if not _hand_over(message, gateway, now):
            break
        sent += 1
    return sent


def _drop_expired(now: datetime) -> None:
    late = Message.objects.filter(_OPEN, expires_at__lte=now)
    late.filter(kind=Message.Kind.CODE).update(text="")
    late.update(state=State.EXPIRED)


def _claim(now: datetime) -> Message | None:
    """Take one message for ourselves and commit that; a fallen worker's is due again later."""
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(_OPEN, next_try_at__lte=now, expires_at__gt=now)
            .order_by("next_try_at", "id")
            .first()
        )
        if message is not None:
            pause = PATIENCE_SECONDS[min(message.tries, len(PATIENCE_SECONDS) - 1)]
            message.state, message.tries = State.SENDING, message.tries + 1
            message.next_try_at = now + timedelta(seconds=pause)
            message.save(update_fields=["state", "tries", "next_try_at"])
        return message


def _hand_over(message: Message, gateway: Sms, now: datetime) -> bool:
    try:
        gateway_id = gateway.send(message.to, message.text)
    except SmsNotSent as silent:
        log.warning("message %s was not taken: %s", message.pk, silent)
        over = message.next_try_at >= message.expires_at
        _note(message, state=State.FAILED if over else State.WAITING, wipe=over)
        return False
    message.sent_at, message.gateway_id = now, gateway_id[:64]
    _note(message, state=State.SENT, wipe=True)
    return True


def _note(message: Message, *, state: State, wipe: bool) -> None:
    """Write down how it went; a code that is through is forgotten here."""
    message.state = state
    if wipe and message.kind == Message.Kind.CODE:
        message.text = ""
    message.save(update_fields=["state", "text", "sent_at", "gateway_id"])
