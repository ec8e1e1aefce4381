"""休假外出: who is away is given nothing, and what lay before him goes on to others (C3.6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cases.conftest import FINDINGS, clerk, renting
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.audit.models import Event
from anju.cases.absences import IsAway, absence_of, laid_aside_by_absent
from anju.cases.actors import Actor
from anju.cases.alike import take_alike
from anju.cases.enter_absence import (
    AbsenceOver,
    AwayAlready,
    BadDays,
    DaysAway,
    NotHisAbsence,
    end_absence,
    enter_absence,
)
from anju.cases.models import Absence, Case, Draw, SecondLook
from anju.cases.reassign_case import reassign_case
from anju.cases.sample import record_look, take_second_look
from anju.cases.steps import NotGivenToYou
from anju.cases.suspend_case import suspend_case
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.people.models import Employer, Member

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
BOTH = (Case.State.WAITING, Case.State.REVIEWING)


def day(after: int) -> date:
    return TODAY + timedelta(days=after)


def take(by: Actor, *, on: int = 0) -> Case:
    return take_next_case(by=by, states=BOTH, today=day(on))


def away(
    who: Actor, *, by: Actor | None = None, first: int = 0, last: int = 4, on: int = 0
) -> tuple[Absence, list[str]]:
    assert who.staff is not None
    made, back = enter_absence(
        staff=who.staff,
        days=DaysAway(Absence.Kind.LEAVE, day(first), day(last), " 年休假 "),
        by=by or who,
        today=day(on),
        now=NOON,
    )
    return made, list(back)


def test_who_is_away_is_given_nothing_from_the_first_day_to_the_last(case, first) -> None:
    made, _ = away(first, first=1, last=2)
    assert made.why == "年休假"
    assert take(first) == case
    for on in (1, 2):
        with pytest.raises(IsAway, match="不派件"):
            take(first, on=on)
    assert take(first, on=3) == case


def test_what_lay_before_him_goes_back_with_a_trail_and_on_to_the_next(
    case, first, second
) -> None:
    take(first)
    _, back = away(first, by=second)
    assert back == [case.number]
    given_back = Event.objects.get(deed="case_given_back")
    assert given_back.subject == case.number
    assert given_back.actor == f"staff/{second.staff.pk}"
    assert take(clerk("吴敏", 803)) == case
    with pytest.raises(NotGivenToYou):
        suspend_case(number=case.number, why="x", until=day(3), by=first, today=TODAY)


def test_absence_of_later_days_leaves_today_as_it_is(case, first) -> None:
    take(first)
    assert away(first, first=1)[1] == []
    case.refresh_from_db()
    assert case.given_to == first.staff


def test_what_is_given_to_him_in_the_same_moment_is_free_for_the_next(case, first) -> None:
    away(first)
    Case.objects.filter(pk=case.pk).update(given_to=first.staff, given_on=TODAY)
    assert take(clerk("吴敏", 803)) == case


def test_nothing_is_given_on_to_who_is_away_nor_alike_ones(case, first, second) -> None:
    away(first)
    with pytest.raises(IsAway, match="陈柜员"):
        reassign_case(number=case.number, to=first.staff, why="忙", by=second, today=TODAY)
    with pytest.raises(IsAway):
        take_alike(
            kind="rent", title="租房提取", state=Case.State.WAITING, by=first, today=TODAY
        )


def test_second_looks_go_back_as_well(case, first) -> None:
    drawn = Draw.objects.create(day=TODAY, seed="s", share=1, drawn_on=TODAY, among=1)
    SecondLook.objects.create(case=case, draw=drawn, given_to=first.staff)
    assert away(first, first=1)[1] == []
    wu = clerk("吴敏", 803)
    with pytest.raises(NothingWaits):
        take_second_look(by=wu, today=TODAY)
    with pytest.raises(IsAway):
        take_second_look(by=first, today=day(1))
    look = take_second_look(by=wu, today=day(1))
    assert look.given_to == wu.staff
    with pytest.raises(NotGivenToYou):
        record_look(number=case.number, confirmed=True, opinion="好", by=first, today=day(1))


def test_a_second_look_that_lies_before_him_today_is_given_back_at_once(case, first) -> None:
    drawn = Draw.objects.create(day=TODAY, seed="s", share=1, drawn_on=TODAY, among=1)
    SecondLook.objects.create(case=case, draw=drawn, given_to=first.staff)
    assert away(first)[1] == [case.number]
    assert SecondLook.objects.get().given_to is None


def test_what_he_put_aside_is_shown_to_be_given_on(case, first, second) -> None:
    take(first)
    suspend_case(number=case.number, why="等回函", until=day(20), by=first, today=TODAY)
    assert list(laid_aside_by_absent(day=TODAY)) == []
    away(first)
    (aside,) = laid_aside_by_absent(day=TODAY)
    assert (aside.number, aside.put_aside_name) == (case.number, "陈柜员")
    wu = clerk("吴敏", 803)
    reassign_case(number=case.number, to=wu.staff, why="休假", by=second, today=TODAY)
    assert list(laid_aside_by_absent(day=TODAY)) == []
    assert take(wu) == case


def test_back_early_he_is_given_work_the_same_day(case, first, second) -> None:
    made, _ = away(first)
    assert made.words(TODAY) == "进行中"
    ended = end_absence(absence=made, by=second, today=day(2))
    assert (ended.ended_on, ended.words(day(2))) == (day(2), "已提前结束")
    assert absence_of(staff=first.staff, day=day(1)) == made
    assert take(first, on=2) == case
    with pytest.raises(AbsenceOver):
        end_absence(absence=made, by=first, today=day(2))


def test_what_has_not_begun_is_cancelled_and_its_days_are_free(case, first) -> None:
    made, _ = away(first, first=3, last=5)
    ended = end_absence(absence=made, by=first, today=TODAY)
    assert ended.words(day(4)) == "已取消"
    assert not any(ended.covers(day(on)) for on in range(7))
    away(first, first=3, last=5)
    with pytest.raises(AbsenceOver):
        end_absence(absence=made, by=first, today=day(9))


@pytest.mark.parametrize(("start", "end"), [(2, 2), (0, 3), (5, 9), (0, 9)])
def test_days_do_not_overlap(first, start: int, end: int) -> None:
    away(first, first=2, last=5)
    with pytest.raises(AwayAlready, match="日期不能重叠"):
        away(first, first=start, last=end)
    away(first, first=6, last=6)


def test_days_that_ended_early_can_be_taken_again(first) -> None:
    made, _ = away(first, last=9)
    end_absence(absence=made, by=first, today=day(2))
    with pytest.raises(AwayAlready):
        away(first, first=1, last=3, on=1)
    away(first, first=2, last=3, on=2)


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 2), (0, 367)])
def test_days_are_in_order_not_past_and_a_year_at_most(first, start: int, end: int) -> None:
    with pytest.raises(BadDays):
        away(first, first=start, last=end)


def test_others_days_are_a_managers_to_enter_and_end(first, second) -> None:
    wu = clerk("吴敏", 803)
    with pytest.raises(NotHisAbsence):
        away(first, by=wu)
    made, _ = away(first, by=second)
    with pytest.raises(NotHisAbsence):
        end_absence(absence=made, by=wu, today=TODAY)
    assert {one.deed for one in Event.objects.filter(subject=first.staff.login)} >= {
        "enter_absence"
    }


@pytest.fixture
def colleague(mill: Employer, first: Actor) -> Member:
    """李四 of the mill, which pays for 陈柜员 as well."""
    staff(mill, opening(2, "李四"), opening(801, "陈柜员"))
    return Member.objects.get(name="李四")


def test_cases_of_the_unit_that_pays_for_an_officer_are_given_to_others(
    mill: Employer, case: Case, colleague: Member, first: Actor, second: Actor
) -> None:
    rent = renting(colleague, findings=FINDINGS[:1])
    with pytest.raises(NothingWaits):
        take(first)
    assert (
        take_alike(
            kind="rent", title="租房提取", state=Case.State.WAITING, by=first, today=TODAY
        )
        == []
    )
    other = employer("平桥粮油有限公司", seq=2)
    staff(other, opening(5, "孙七"))
    stranger = renting(Member.objects.get(name="孙七"))
    assert take(first) == stranger
    # By name a manager may: where everybody is of one unit there is nobody else.
    reassign_case(number=rent.number, to=first.staff, why="无他人", by=second, today=TODAY)
    rent.refresh_from_db()
    assert rent.given_to == first.staff


def test_among_what_is_due_on_one_day_his_own_outlets_comes_first(
    mill: Employer, first: Actor
) -> None:
    staff(mill, *(opening(order, f"职工{order}") for order in range(1, 9)))
    cases = [renting(one) for one in Member.objects.order_by("name")]
    Case.objects.exclude(pk=cases[5].pk).update(branch="平桥管理部")
    assert take(first) == cases[5]
    Case.objects.filter(pk=cases[2].pk).update(due_on=day(-1))
    assert take(clerk("吴敏", 803)) == cases[2]
