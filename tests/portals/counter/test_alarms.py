"""What the whole hall should know stands on the counter's first page for a day."""

from django.test import Client
from django.utils import timezone
from tests.staff_of_the_town import at_counter

from anju.identity.alarms import raise_alarm
from anju.people.models import Staff


def test_an_alarm_is_seen_by_whoever_comes_to_the_counter(hall: Client) -> None:
    clerk = at_counter("0301", Staff.Role.CLERK)
    assert "登录失败次数异常" not in clerk.get("/counter/").content.decode()
    raise_alarm(about="sign_in_hall", now=timezone.now())
    raise_alarm(about="sign_in_hall", now=timezone.now())
    assert clerk.get("/counter/").content.decode().count("登录失败次数异常") == 1
