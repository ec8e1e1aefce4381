"""A treasury cheque is awaited three working days (C-51), and then it is late, aloud."""

from datetime import date

import pytest
from tests.contributions.remittances.test_remit import bank_pays
from tests.people_of_the_town import TODAY, FakeBank, employer

from anju.contributions.enquiries.cheque_due import awaited_cheque
from anju.contributions.enquiries.suspense import working_days_left
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.people.models import Employer


@pytest.fixture
def school(xinyang) -> Employer:
    return employer("信阳第一小学")


def own_part(school: Employer, intent: str) -> None:
    submit_prepayment(
        employer=school, amount_fen=500, note="个人部分", intent=intent, today=TODAY, by="赵"
    )
    bank_pays(FakeBank())


def cheque(school: Employer, number: str) -> None:
    book_cheque(employer=school, amount_fen=700, cheque_number=number, today=TODAY, by="周财务")


@pytest.mark.rows("C-51")
def test_only_who_pays_by_cheque_waits_for_one_and_only_until_it_is_booked(
    school: Employer,
) -> None:
    own_part(school, "a")
    assert awaited_cheque(employer=school, today=TODAY) is None
    cheque(school, "30114622")
    assert awaited_cheque(employer=school, today=TODAY) is None
    own_part(school, "b")
    waits = awaited_cheque(employer=school, today=TODAY)
    assert waits is not None
    assert (waits.due_on, waits.days_left, waits.late) == (date(2026, 11, 23), 3, False)
    late = awaited_cheque(employer=school, today=date(2026, 11, 25))
    assert late is not None
    assert (late.late, late.days_over) == (True, 2)
    cheque(school, "30114623")
    assert awaited_cheque(employer=school, today=TODAY) is None


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 18), 3),  # Wednesday
        (date(2026, 11, 20), 1),
        (date(2026, 11, 21), 1),  # Saturday
        (date(2026, 11, 23), 0),  # Monday, the last day
        (date(2026, 11, 24), -1),
        (date(2026, 11, 30), -5),
    ],
)
def test_working_days_are_counted_over_the_weekend(today: date, left: int) -> None:
    assert working_days_left(since=date(2026, 11, 18), days=3, today=today) == left
