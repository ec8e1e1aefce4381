"""An employer only proposes; the old mobile, the member or the counter decides."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.audit.models import Event
from anju.ground.invented import make_mobile
from anju.people.change_mobile import MobileAsItWas, change_mobile
from anju.people.corrections.decide_proposal import (
    CounterMustLook,
    IdentityTaken,
    ProposalIsOver,
    WhyDecide,
    accept_for_new_employee,
    decide_proposal,
)
from anju.people.corrections.proposals import (
    is_new_and_unproven,
    must_counter_look,
    proposal_numbered,
    proposals_of,
    waiting_for_counter,
    waiting_for_member,
)
from anju.people.corrections.propose_change import (
    AlreadyProposed,
    NothingToCorrect,
    NotYourEmployee,
    expire_proposals,
    propose_change,
)
from anju.people.models import Employer, FundAccount, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out
from people_of_the_town import TODAY, identity, opening, staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NEW = "13900139001"
Field, How = Proposal.Field, Proposal.How


@pytest.fixture
def fang(wang: FundAccount) -> Member:
    wang.member.mobile_proven_at = NOW
    wang.member.save(update_fields=["mobile_proven_at"])
    return wang.member


def proposed(
    member: Member, field: Field = Field.MOBILE, value: str = NEW, at: datetime = NOW
) -> Proposal:
    employer = member.accounts.get().employer
    return propose_change(
        member=member, employer=employer, field=field, value=value, by="agent/1", now=at
    )


def test_a_proposal_changes_nothing_by_itself(fang: Member) -> None:
    before = fang.mobile
    proposal = proposed(fang)
    fang.refresh_from_db()
    assert fang.mobile == before
    check_may_pay_out(member=fang, now=NOW)
    assert list(waiting_for_member(member=fang, now=NOW)) == [proposal]
    assert list(waiting_for_counter(now=NOW)) == [proposal]
    assert list(proposals_of(employer=proposal.employer)) == [proposal]
    assert proposal_numbered(number=proposal.number, now=NOW) == proposal


def test_the_trail_knows_both_values_only_behind_masks(fang: Member) -> None:
    proposed(fang)
    detail = Event.objects.get(deed="propose_change").detail
    assert detail["after"] == "139****9001"
    assert fang.mobile not in str(detail)


@pytest.mark.parametrize("how", [How.OLD_MOBILE, How.MEMBER, How.COUNTER])
def test_an_accepted_mobile_is_written_unverified_and_money_waits(
    fang: Member, how: How
) -> None:
    decided = decide_proposal(
        proposal=proposed(fang), accept=True, how=how, by="x", reason="本人到场", now=NOW
    )
    assert decided.mobile is not None
    assert decided.mobile.after == NEW
    fang.refresh_from_db()
    assert (fang.mobile, fang.mobile_proven_at) == (NEW, None)
    with pytest.raises(PayoutsHeld, match="变更手机号码"):
        check_may_pay_out(member=fang, now=NOW + 2 * DAY)


def test_a_refused_one_changes_nothing_and_is_over(fang: Member) -> None:
    proposal = proposed(fang)
    before = fang.mobile
    decide_proposal(proposal=proposal, accept=False, how=How.MEMBER, by="x", now=NOW)
    fang.refresh_from_db()
    assert fang.mobile == before
    with pytest.raises(ProposalIsOver):
        decide_proposal(proposal=proposal, accept=True, how=How.MEMBER, by="x", now=NOW)


def test_the_counter_gives_its_reason(fang: Member) -> None:
    proposal = proposed(fang)
    with pytest.raises(WhyDecide):
        decide_proposal(proposal=proposal, accept=True, how=How.COUNTER, by="x", now=NOW)


def test_a_corrected_name_and_number_are_read_anew_and_money_waits(fang: Member) -> None:
    for field, value in ((Field.NAME, "王 芳芳"), (Field.IDENTITY, identity(44))):
        decided = decide_proposal(
            proposal=proposed(fang, field, value), accept=True, how=How.MEMBER, by="x", now=NOW
        )
        assert decided.mobile is None
    fang.refresh_from_db()
    assert (fang.name, fang.name_pinyin) == ("王芳芳", "wang fang fang")
    assert (fang.identity_number, fang.born_on.year) == (identity(44), 1990)
    with pytest.raises(PayoutsHeld, match="更正个人信息"):
        check_may_pay_out(member=fang, now=NOW + 2 * DAY)


def test_a_number_of_somebody_else_is_not_given_twice(fang: Member, mill: Employer) -> None:
    staff(mill, opening(2, "李伟"))
    proposal = propose_change(
        member=fang,
        employer=mill,
        field=Field.IDENTITY,
        value=identity(2),
        by="agent/1",
        now=NOW,
    )
    with pytest.raises(IdentityTaken):
        decide_proposal(proposal=proposal, accept=True, how=How.MEMBER, by="x", now=NOW)
    fang.refresh_from_db()
    assert fang.identity_number == identity(1)


def test_nobody_proposes_for_people_of_another_employer(fang: Member, forge: Employer) -> None:
    with pytest.raises(NotYourEmployee):
        propose_change(
            member=fang, employer=forge, field=Field.MOBILE, value=NEW, by="a", now=NOW
        )


def test_what_stands_already_is_no_correction(fang: Member) -> None:
    for field, value in ((Field.MOBILE, fang.mobile), (Field.NAME, "王芳")):
        with pytest.raises(NothingToCorrect, match="没有变化"):
            proposed(fang, field, value)


def test_one_field_waits_once_until_fifteen_days_are_over(fang: Member) -> None:
    first = proposed(fang)
    with pytest.raises(AlreadyProposed):
        proposed(fang, value="13900139002")
    with pytest.raises(ProposalIsOver):
        decide_proposal(proposal=first, accept=True, how=How.MEMBER, by="x", now=NOW + 15 * DAY)
    assert proposed(fang, at=NOW + 15 * DAY).pk != first.pk
    first.refresh_from_db()
    assert first.state == Proposal.State.EXPIRED


def test_the_job_closes_what_nobody_answered(fang: Member) -> None:
    proposed(fang)
    assert expire_proposals(now=NOW + 14 * DAY) == 0
    assert expire_proposals(now=NOW + 15 * DAY) == 1


def test_the_sixth_of_a_day_is_for_the_counter_alone(mill: Employer) -> None:
    staff(mill, *(opening(order, "王芳") for order in range(1, 8)))
    people = list(Member.objects.order_by("id"))
    made = [proposed(member, value=make_mobile(70 + member.pk % 9)) for member in people]
    assert [must_counter_look(proposal) for proposal in made] == [False] * 5 + [True] * 2
    with pytest.raises(CounterMustLook):
        decide_proposal(proposal=made[5], accept=True, how=How.OLD_MOBILE, by="x", now=NOW)
    decide_proposal(proposal=made[6], accept=False, how=How.OLD_MOBILE, by="x", now=NOW)
    decide_proposal(
        proposal=made[5], accept=True, how=How.COUNTER, by="x", reason="核对证件", now=NOW
    )


def test_a_new_employees_mobile_is_written_but_proves_nothing(wang: FundAccount) -> None:
    member = wang.member
    assert is_new_and_unproven(member, wang.employer, today=TODAY)
    accept_for_new_employee(proposal=proposed(member), now=NOW)
    member.refresh_from_db()
    assert (member.mobile, member.mobile_proven_at) == (NEW, None)
    with pytest.raises(PayoutsHeld):
        check_may_pay_out(member=member, now=NOW)


def test_somebody_who_has_proven_a_mobile_or_is_long_here_is_no_new_employee(
    fang: Member, mill: Employer, forge: Employer
) -> None:
    assert not is_new_and_unproven(fang, mill, today=TODAY)
    fang.mobile_proven_at = None
    assert not is_new_and_unproven(fang, forge, today=TODAY)
    assert not is_new_and_unproven(fang, mill, today=TODAY + 90 * DAY)


def test_a_number_that_stands_already_is_not_changed(fang: Member) -> None:
    with pytest.raises(MobileAsItWas, match="没有变化"):
        change_mobile(member=fang, mobile=fang.mobile, proven=True, by="x", now=NOW)
