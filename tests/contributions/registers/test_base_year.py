"""A base changes once in a fund year: what counts, for which year, and what is said."""

from datetime import date

import pytest
from tests.people_of_the_town import TODAY, change, employer, opening, staff

from anju.contributions.models import BaseChange
from anju.contributions.registers.base_year import (
    BaseChangedThisYear,
    base_year_of,
    use_up_base_changes,
)
from anju.ground.calendar import Month
from anju.people.models import Employer

JULY_2026, JUNE_2027 = Month(2026, 7), Month(2027, 6)


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def test_the_month_from_which_a_base_counts_says_which_year_it_uses_up(mill: Employer) -> None:
    assert base_year_of(Month(2026, 6)).opening_year == 2025
    assert base_year_of(JULY_2026).opening_year == 2026
    assert base_year_of(JUNE_2027).opening_year == 2026
    assert base_year_of(Month(2027, 7)).opening_year == 2027


@pytest.mark.rows("X-24")
def test_the_second_change_of_a_year_is_refused_with_date_and_number_of_the_first(
    mill: Employer,
) -> None:
    accounts = list(mill.accounts.order_by("pk").values_list("pk", flat=True))
    first = change(JULY_2026, source="BG000000000012", today=date(2026, 7, 3))
    use_up_base_changes(employer=mill, accounts=accounts[:1], change=first)
    with pytest.raises(BaseChangedThisYear, match=r"2026-07-03 在 BG000000000012") as told:
        use_up_base_changes(
            employer=mill, accounts=accounts, change=change(JUNE_2027, source="BG2")
        )
    assert "有 1 人" in told.value.sentence
    assert "2027 年 7 月起办理" in told.value.sentence
    assert BaseChange.objects.count() == 1
    use_up_base_changes(
        employer=mill, accounts=accounts, change=change(Month(2027, 7), today=TODAY)
    )
    assert BaseChange.objects.count() == 3
