"""What runs by itself at the door: messages leave, counts are forgotten, alarms are raised."""

from datetime import timedelta

import pytest
from django.utils import timezone

from anju.audit.models import Event
from anju.batch import jobs
from anju.identity.guessing import take_try
from anju.identity.limit_table import SIGN_IN_HALL
from anju.identity.models import Tally
from anju.notices.models import Message
from anju.notices.write_message import write_message


class Mast:
    """A gateway that takes everything."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def send(self, to: str, text: str) -> str:
        self.taken.append(to)
        return "SMS1"


def test_the_woken_job_hands_waiting_messages_over(
    xinyang, monkeypatch: pytest.MonkeyPatch
) -> None:
    mast = Mast()
    monkeypatch.setattr(jobs, "sms", lambda: mast)
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)
    now = timezone.now()
    write_message(to="13800130001", text="您好。", kind=Message.Kind.NOTICE, now=now)
    jobs.send_sms("xinyang")
    assert mast.taken == ["13800130001"]


def test_the_door_is_tidied_and_watched(xinyang, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "active_codes", lambda: ["xinyang"])
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)
    now = timezone.now()
    take_try(name="m:old", address="10.0.0.1", now=now - timedelta(days=3))
    for number in range(SIGN_IN_HALL.most):
        take_try(name=f"m:{number}", address=f"10.{number}.0.1", now=now)
    jobs.tidy_door(0)
    assert Event.objects.filter(deed="alarm", subject="sign_in_hall").count() == 1
    assert not Tally.objects.filter(minute__lt=now - timedelta(days=2)).exists()
