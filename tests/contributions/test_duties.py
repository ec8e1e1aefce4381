"""What an employer must do until when, from its rules and from what waits."""

from datetime import UTC, date, datetime

import pytest
from tests.people_of_the_town import TODAY, change, employer, opening, staff, terms

from anju.contributions.enquiries.duties import Duty, Kind, duties, todo
from anju.contributions.models import Relief
from anju.contributions.registers.open_register import open_register
from anju.ground.calendar import Month
from anju.identity.models import Certificate
from anju.people.accounts.change_accounts import change_bases
from anju.people.models import Employer, FundAccount

UNTIL = Month(2027, 12)


@pytest.fixture
def mill(xinyang) -> Employer:
    """申城纺织: payday the 10th, first month July 2026, nothing paid."""
    made = employer()
    staff(made, opening(1, "王芳"))
    return made


def of(mill: Employer, kind: Kind, *, today: date = TODAY) -> list[Duty]:
    return [one for one in duties(employer=mill, today=today, until=UNTIL) if one.kind == kind]


def test_every_unpaid_month_is_due_five_days_after_payday(mill: Employer) -> None:
    days = [duty.day for duty in of(mill, Kind.REMIT)]
    assert days[:2] == [date(2026, 7, 15), date(2026, 8, 15)]
    assert len(days) == 18


def test_an_employer_in_deferral_owes_no_month(mill: Employer) -> None:
    mill.state = Employer.State.DEFERRED
    assert of(mill, Kind.REMIT) == []


def test_a_deferral_is_told_of_before_it_ends(mill: Employer) -> None:
    Relief.objects.create(
        number="BJ1",
        employer=mill,
        kind=Relief.Kind.DEFERRAL,
        first_month=Month(2026, 12),
        last_month=Month(2027, 5),
        reason="停产",
        voted_on=TODAY,
        voted_by="职工代表大会",
        approved_on=TODAY,
        approved_by="李主任",
    )
    (duty,) = of(mill, Kind.RELIEF)
    assert (duty.day, duty.title) == (date(2027, 5, 31), "缓缴期满")
    mill.reliefs.update(state=Relief.State.ENDED)
    assert of(mill, Kind.RELIEF) == []


def test_the_yearly_adjustment_is_gone_once_a_base_was_changed_in_its_year(
    mill: Employer,
) -> None:
    assert [duty.day for duty in of(mill, Kind.BASE)] == [date(2027, 8, 31)]
    (account,) = FundAccount.objects.all()
    new = {account.pk: terms(700_000, side_fen=84_000)}
    change_bases(employer=mill, terms=new, change=change(Month(2027, 7)))
    assert of(mill, Kind.BASE) == []


def test_who_came_or_left_on_the_first_is_filed_within_thirty_days(mill: Employer) -> None:
    days = {duty.key: duty.day for duty in duties(employer=mill, today=TODAY, until=UNTIL)}
    assert days["filing-202611"] == date(2026, 12, 1)


def test_a_certificate_is_told_of_thirty_days_before_its_end(mill: Employer) -> None:
    Certificate.objects.create(
        agent_id=1,
        employer_id=mill.pk,
        issuer="CN=CA",
        serial="1",
        subject="CN=x",
        fingerprint=b"1" * 32,
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        valid_until=datetime(2027, 1, 10, 18, 0, tzinfo=UTC),
        bound_at=datetime(2026, 1, 1, tzinfo=UTC),
        bound_by="test",
    )
    # 18:00 UTC on the 10th is the 11th at home.
    assert [duty.day for duty in of(mill, Kind.CERTIFICATE)] == [date(2026, 12, 12)]


def test_an_empty_draft_asks_for_nothing(mill: Employer) -> None:
    open_register(employer=mill, by="赵会计")
    assert of(mill, Kind.REGISTER) == []


def test_the_list_of_what_is_to_do_leaves_routine_out_and_looks_thirty_days_ahead(
    mill: Employer,
) -> None:
    found = todo(employer=mill, today=TODAY)
    assert {duty.kind for duty in found} == {Kind.REMIT}
    assert found[0].day == date(2026, 7, 15)
    assert found[-1].day == date(2026, 12, 15)
