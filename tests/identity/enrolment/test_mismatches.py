"""What an employer's agent sees of a colleague's failed registration, and what he does not."""

from datetime import datetime, timedelta

import pytest
from tests.askers import NOW
from tests.people_of_the_town import TODAY, employer

from anju.identity.enrolment.facts import Facts
from anju.identity.enrolment.knock import knock
from anju.identity.enrolment.mismatches import answer_mismatch, mismatches_of
from anju.identity.models import Knock
from anju.people.models import Employer, Member, Proposal


def register_as(facts: Facts, *, session: str = "s1", now: datetime = NOW) -> Knock:
    return knock(
        kind=Knock.Kind.REGISTER,
        facts=facts,
        session=session,
        address="203.0.113.9",
        today=TODAY,
        now=now,
    ).knock


@pytest.mark.rows("J-02")
def test_the_agent_learns_which_colleague_failed_on_what(town, mill: Employer) -> None:
    who = town["wrong_name"]
    register_as(who.facts)
    (found,) = mismatches_of(employer=mill, now=NOW)
    assert found.member == Member.objects.get(name="周敏")
    assert (found.field, found.typed) == (Proposal.Field.NAME, who.name)
    assert answer_mismatch(employer=mill, pk=found.pk, by="agent/1", now=NOW)
    assert mismatches_of(employer=mill, now=NOW) == []
    assert not answer_mismatch(employer=mill, pk=found.pk, by="agent/1", now=NOW)


def test_a_mobile_a_stranger_may_have_typed_is_shown_as_a_mask(town, mill: Employer) -> None:
    who = town["right"]
    register_as(Facts(who.name, who.identity_number, mobile="13800000009"))
    (found,) = mismatches_of(employer=mill, now=NOW)
    assert (found.field, found.typed) == (Proposal.Field.MOBILE, "138****0009")


def test_another_employer_sees_and_answers_nothing(town, mill: Employer) -> None:
    made = register_as(town["wrong_name"].facts)
    forge = employer("信阳铸造有限公司", seq=2)
    assert mismatches_of(employer=forge, now=NOW) == []
    assert not answer_mismatch(employer=forge, pk=made.pk, by="agent/9", now=NOW)
    assert len(mismatches_of(employer=mill, now=NOW)) == 1


def test_however_often_somebody_fails_it_is_one_line_and_a_month_later_none(
    town, mill: Employer
) -> None:
    for place in range(3):
        later = NOW + timedelta(hours=place)
        register_as(town["wrong_name"].facts, session=f"s{place}", now=later)
    assert len(mismatches_of(employer=mill, now=NOW + timedelta(hours=3))) == 1
    assert mismatches_of(employer=mill, now=NOW + timedelta(days=31)) == []


@pytest.mark.parametrize("case", ["unknown", "right", "closed", "no_mobile"])
def test_cases_an_agent_cannot_correct_are_not_his_to_know(
    town, mill: Employer, case: str
) -> None:
    register_as(town[case].facts)
    assert mismatches_of(employer=mill, now=NOW) == []
