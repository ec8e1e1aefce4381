"""Expected days come from the center's own history; samples from a seed that is kept."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.cases.conftest import FINDINGS, clerk, renting
from tests.people_of_the_town import TODAY, opening, staff

from anju.cases.accept_case import accept_case
from anju.cases.approve_automatically import approve_automatically
from anju.cases.close_case import close_case
from anju.cases.effort import day_figures, effort_figures, keep_effort, top_reasons
from anju.cases.elapsed import elapsed, with_times
from anju.cases.expected import measure_pace, outlook_of, quantile
from anju.cases.models import Case, Draw, Pace, SecondLook, Step
from anju.cases.proofs import CASES
from anju.cases.reasons import Return
from anju.cases.return_case import return_case
from anju.cases.sample import draw_samples, is_drawn, record_look, take_second_look
from anju.cases.steps import CaseMoved, NotGivenToYou
from anju.cases.suspend_case import resume_due_cases, suspend_case
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.ledger.proofs import prove
from anju.people.models import Member

BOTH = (Case.State.WAITING, Case.State.REVIEWING)
# Working days of November 2026: the 18th is a Wednesday.
MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)


def broken() -> list[str]:
    return [finding.first for finding in map(prove, CASES) if finding.broken]


@pytest.fixture
def crowd(mill) -> list[Member]:
    staff(mill, *(opening(order, f"职工{order}") for order in range(1, 9)))
    return list(Member.objects.order_by("name"))


def serve(case: Case, first, second, *, accepted: date, closed: date) -> None:
    """Take one case through both officers on the given days."""
    for by, day in ((first, accepted), (second, closed)):
        Case.objects.filter(pk=case.pk).update(given_to=by.staff, given_on=day)
        deed = {"number": case.number, "opinion": "同意", "by": by, "today": day}
        if by is first:
            accept_case(**deed)
        else:
            close_case(approve=True, seen=case.digest, **deed)


def test_a_median_is_a_day_that_was_seen() -> None:
    days = Counter({1: 5, 3: 4, 9: 1})
    assert (quantile(days, 50), quantile(days, 90)) == (1, 3)


def test_the_expected_day_comes_from_the_last_ninety_days(crowd, first, second) -> None:
    for member in crowd[:5]:
        serve(renting(member), first, second, accepted=MONDAY, closed=WEDNESDAY)
    measure_pace(today=WEDNESDAY)
    # From Wednesday to Monday three working days, and two more to Wednesday.
    assert {(p.stage, p.median_days, p.cases) for p in Pace.objects.all()} == {
        ("accepting", 3, 5),
        ("reviewing", 2, 5),
    }
    waiting = renting(crowd[5])
    Step.objects.filter(case=waiting).update(happened_on=WEDNESDAY)
    outlook = outlook_of(case=waiting, today=WEDNESDAY)
    assert (outlook.who, outlook.before, outlook.measured) == ("中心", 0, 5)
    assert outlook.likely_on == outlook.latest_on == date(2026, 12, 2)
    late = date(2027, 4, 1)
    measure_pace(today=late)
    assert outlook_of(case=waiting, today=late).likely_on is None


def test_of_few_cases_only_the_promised_day_is_told(crowd, first, second) -> None:
    serve(renting(crowd[0]), first, second, accepted=MONDAY, closed=MONDAY)
    measure_pace(today=MONDAY)
    outlook = outlook_of(case=renting(crowd[1]), today=TODAY)
    assert (outlook.likely_on, outlook.promised_on) == (None, TODAY)


def test_days_put_aside_do_not_count(crowd, first, second) -> None:
    case = renting(crowd[0])
    take_next_case(by=first, states=BOTH, today=TODAY)
    suspend_case(number=case.number, why="等函", until=MONDAY, by=first, today=TODAY)
    assert outlook_of(case=case, today=TODAY).who == "中心"
    resume_due_cases(today=MONDAY)
    serve(case, first, second, accepted=WEDNESDAY, closed=WEDNESDAY)
    measure_pace(today=WEDNESDAY)
    paces = {pace.stage: pace.median_days for pace in Pace.objects.all()}
    assert paces == {"accepting": 2, "reviewing": 0}


def test_the_queue_before_a_case_is_counted(crowd) -> None:
    cases = [renting(member) for member in crowd[:3]]
    assert [outlook_of(case=one, today=TODAY).before for one in cases] == [0, 1, 2]
    Case.objects.filter(pk=cases[2].pk).update(urgent=True)
    assert [outlook_of(case=c, today=TODAY).before for c in Case.objects.order_by("id")] == [
        1,
        2,
        0,
    ]


@pytest.mark.rows("Z-21")
def test_the_time_it_took_is_told_to_the_second(crowd, first, second) -> None:
    case = renting(crowd[0])
    opened = case.steps.get().recorded_at
    assert elapsed(case=case, now=opened + timedelta(seconds=70)) == "1分10秒"
    serve(case, first, second, accepted=TODAY, closed=TODAY)
    Step.objects.filter(kind="approved").update(recorded_at=opened + timedelta(seconds=4052))
    (done,) = with_times(Case.objects.filter(pk=case.pk))
    assert elapsed(case=done, now=opened + timedelta(days=9)) == "1小时7分32秒"
    assert done.last_at - done.first_at == timedelta(seconds=4052)


def by_rule(members: list[Member], first) -> list[Case]:
    cases = [renting(member, findings=FINDINGS[:1]) for member in members]
    for case in cases:
        approve_automatically(number=case.number, opinion="规则全部通过", today=TODAY)
    return cases


def test_a_sample_is_drawn_again_from_its_seed(crowd, first) -> None:
    cases = by_rule(crowd, first)
    assert draw_samples(today=TODAY) == 0
    drawn = draw_samples(today=MONDAY)
    draw = Draw.objects.get()
    assert (draw.day, draw.share, draw.among) == (TODAY, Decimal("0.05"), 8)
    again = {c for c in cases if is_drawn(seed=draw.seed, number=c.number, share=draw.share)}
    assert again == {look.case for look in SecondLook.objects.all()}
    assert (len(again), draw_samples(today=MONDAY)) == (drawn, 0)
    assert broken() == []


def test_a_share_is_kept_over_many_numbers() -> None:
    numbers = [f"BJ{number:012d}" for number in range(20_000)]
    drawn = sum(is_drawn(seed="s", number=n, share=Decimal("0.05")) for n in numbers)
    assert 900 < drawn < 1100


def test_the_proof_finds_a_case_taken_out_of_the_sample(crowd, first) -> None:
    by_rule(crowd[:1], first)
    draw_samples(today=MONDAY)
    SecondLook.objects.all().delete()
    Draw.objects.update(share=Decimal(1))
    assert broken() == [f"办件 {Case.objects.get().number} 应抽检而没有"]


def test_a_second_look_is_taken_by_somebody_else_and_kept(crowd, first) -> None:
    (case,) = by_rule(crowd[:1], first)
    draw = Draw.objects.create(day=TODAY, seed="s", share=Decimal(1), drawn_on=MONDAY, among=1)
    SecondLook.objects.create(case=case, draw=draw)
    with pytest.raises(NothingWaits):
        take_second_look(by=clerk("职工1", 1), today=MONDAY)
    assert take_second_look(by=first, today=MONDAY).case == case
    wu = clerk("吴敏", 804)
    found = {"number": case.number, "confirmed": False, "opinion": "发票重复", "today": MONDAY}
    with pytest.raises(NotGivenToYou):
        record_look(by=wu, **found)
    assert record_look(by=first, **found).result == "objected"
    with pytest.raises(CaseMoved):
        record_look(by=first, **found)
    assert broken() == []


def test_a_day_has_its_figures(crowd, first, second) -> None:
    serve(renting(crowd[0]), first, second, accepted=TODAY, closed=TODAY)
    sent = renting(crowd[1])
    Case.objects.filter(pk=sent.pk).update(given_to=first.staff, given_on=TODAY)
    return_case(
        number=sent.number,
        reasons=(Return("06", "paper:租赁合同"), Return("02", "card", "卡号少一位")),
        opinion="请补正",
        by=first,
        today=TODAY,
    )
    keep_effort(number=sent.number, by=first, seconds=25)
    (row,) = day_figures(day=TODAY)
    assert (row["received"], row["approved"], row["returned"], row["still_open"]) == (
        2,
        1,
        1,
        1,
    )
    by_person = {row["actor"]: row for row in effort_figures(since=TODAY, until=TODAY)}
    assert by_person["陈柜员"]["median_seconds"] == 25
    assert (by_person["陈柜员"]["steps"], by_person["陈柜员"]["returned"]) == (2, 1)
    told = {(row["label"], row["marked"]) for row in top_reasons(since=TODAY, until=TODAY)}
    assert told == {("影像不清晰", "租赁合同"), ("填写有误", "收款卡号")}
