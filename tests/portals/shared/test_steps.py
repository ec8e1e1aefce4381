"""Steppers and countdowns are reckoned in one way everywhere."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.portals.shared.steps import seconds_until, steps_of

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def test_a_stepper_knows_what_is_behind_here_and_ahead() -> None:
    marks = steps_of(("信息校验", "短信验证", "注册完成"), here=2)
    assert [(mark["done"], mark["here"]) for mark in marks] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_behind_the_last_step_everything_is_done() -> None:
    assert all(mark["done"] for mark in steps_of(("一", "二"), here=3))


@pytest.mark.parametrize("kept", [False, True])
def test_a_countdown_never_ends_too_early(kept: bool) -> None:
    moment = NOW + timedelta(seconds=59, milliseconds=1)
    assert seconds_until(moment.isoformat() if kept else moment, now=NOW) == 60


@pytest.mark.parametrize("moment", [None, "", NOW, NOW - timedelta(hours=1)])
def test_nothing_and_the_past_need_no_countdown(moment: datetime | str | None) -> None:
    assert seconds_until(moment, now=NOW) == 0
