"""The business day of a center goes forward only, and each center has its own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from anju.centers.clock.day import DayGoesBack, business_day, move_forward, start_at
from anju.centers.clock.models import BusinessDay
from anju.centers.current import inside


def test_the_day_moves_forward(xinyang) -> None:
    day = business_day()
    move_forward(to=day + timedelta(days=3))
    assert business_day() == day + timedelta(days=3)


def test_the_same_day_again_changes_nothing(xinyang) -> None:
    day = business_day()
    move_forward(to=day)
    assert business_day() == day


def test_the_day_never_goes_back(xinyang) -> None:
    day = business_day()
    with pytest.raises(DayGoesBack, match="营业日只能向后推进"):
        move_forward(to=day - timedelta(days=1))
    assert business_day() == day


def test_opening_a_center_again_does_not_reset_its_day(xinyang) -> None:
    day = business_day() + timedelta(days=40)
    move_forward(to=day)
    start_at(day=day - timedelta(days=40))
    assert business_day() == day


def test_there_is_one_business_day_and_not_two(xinyang) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BusinessDay.objects.create(id=2, day=business_day())


def test_one_center_closes_its_day_without_the_other(xinyang) -> None:
    day = business_day()
    move_forward(to=day + timedelta(days=9))
    with inside("zaozhuang"):
        assert business_day() < day + timedelta(days=9)
    assert connection.schema_name == "xinyang"
    assert business_day() == day + timedelta(days=9)
