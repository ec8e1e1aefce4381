"""An officer decides what he has seen: a digest of answers, papers, findings and amount."""

from dataclasses import replace

import pytest
from tests.cases.conftest import FINDINGS, answer, clerk, renting
from tests.people_of_the_town import TODAY, identity

from anju.cases.accept_case import accept_case
from anju.cases.actors import SYSTEM, member_acts
from anju.cases.approve_automatically import NotClean, approve_automatically
from anju.cases.close_case import NotSeen, close_case
from anju.cases.digest import AlteredOutside, ChangedMeanwhile, digest_of
from anju.cases.findings import findings_from_json, findings_to_json
from anju.cases.models import Case, Paper, Step
from anju.cases.open_case import AlreadyApplied
from anju.cases.proofs import CASES
from anju.cases.renew_findings import renew_findings
from anju.cases.steps import CaseMoved, OwnCase, SamePerson
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.ledger.proofs import prove
from anju.people.models import Staff

BOTH = (Case.State.WAITING, Case.State.REVIEWING)


def take(by) -> Case:
    return take_next_case(by=by, states=BOTH, today=TODAY)


def accept(case: Case, by, seen: str | None = None) -> Case:
    return accept_case(number=case.number, opinion="属实", by=by, today=TODAY, seen=seen)


def approve(case: Case, by, seen: str | None) -> Case:
    return close_case(
        number=case.number, approve=True, opinion="同意", by=by, today=TODAY, seen=seen
    )


def broken() -> list[str]:
    return [finding.first for finding in map(prove, CASES) if finding.broken]


@pytest.fixture
def accepted(wang, first, second) -> Case:
    case = renting(wang)
    take(first)
    accept(case, first)
    return take(second)


def test_findings_come_back_as_they_were_kept(wang) -> None:
    assert findings_from_json(findings_to_json(FINDINGS)) == FINDINGS
    assert Case.objects.get(pk=renting(wang).pk).findings == FINDINGS


def test_a_paper_from_before_materials_still_reads(case) -> None:
    Case.objects.filter(pk=case.pk).update(shown_papers=[{"title": "执照", "number": "1"}])
    case.refresh_from_db()
    assert case.papers == [Paper("执照", "1", "", "")]


def test_the_digest_is_bound_to_all_that_is_decided_about(wang) -> None:
    case = renting(wang)
    digests = {case.digest}
    case.amount_fen = 1_200_001
    digests.add(digest_of(case))
    case.answers = [answer("card", "建行 8822"), *case.answers[1:]]
    digests.add(digest_of(case))
    case.papers = [replace(case.papers[0], digest="cd" * 32)]
    digests.add(digest_of(case))
    case.findings = FINDINGS[:1]
    digests.add(digest_of(case))
    assert len(digests) == 5


def test_a_members_case_is_approved_as_it_was_seen(accepted, second) -> None:
    with pytest.raises(NotSeen):
        approve(accepted, second, None)
    done = approve(accepted, second, accepted.digest)
    assert done.state == "approved"
    assert Step.objects.get(kind="approved").seen == accepted.digest
    assert broken() == []


def test_what_changed_meanwhile_is_named_and_nothing_is_done(accepted, second) -> None:
    seen = accepted.digest
    worse = [FINDINGS[0], replace(FINDINGS[1], yours="上次 2026-10-01")]
    renewed = renew_findings(number=accepted.number, findings=worse)
    assert renewed.steps.count() == 2
    with pytest.raises(ChangedMeanwhile, match="T02 距上次提取满 1 年") as refused:
        approve(accepted, second, seen)
    (change,) = refused.value.detail["changes"]
    assert (change.before, change.after) == (
        "not_met 上次 2026-03-01",
        "not_met 上次 2026-10-01",
    )
    assert approve(accepted, second, renewed.digest).state == "approved"


def test_the_same_findings_leave_the_digest_alone(accepted) -> None:
    again = renew_findings(number=accepted.number, findings=FINDINGS)
    assert (again.digest, again.versions.count()) == (accepted.digest, 1)


def test_an_amount_altered_in_the_table_is_not_approved(accepted, second) -> None:
    Case.objects.filter(pk=accepted.pk).update(amount_fen=9_900_000)
    with pytest.raises(AlteredOutside):
        approve(accepted, second, accepted.digest)
    with pytest.raises(AlteredOutside):
        renew_findings(number=accepted.number, findings=[])


def test_a_member_has_one_open_case_of_a_kind(wang) -> None:
    renting(wang)
    with pytest.raises(AlreadyApplied, match="您已有一件“租房提取”"):
        renting(wang)


def test_a_clean_case_is_approved_by_rule_and_only_while_it_waits(wang, first) -> None:
    case = renting(wang, findings=FINDINGS[:1])
    done = approve_automatically(number=case.number, opinion="规则 T01 通过", today=TODAY)
    assert (done.state, done.closed_on) == ("approved", TODAY)
    step = Step.objects.get(kind="automatic")
    assert (step.actor, step.side, step.seen) == (SYSTEM.name, "system", case.digest)
    with pytest.raises(CaseMoved):
        approve_automatically(number=case.number, opinion="再一次", today=TODAY)
    assert broken() == []


def test_what_is_not_plainly_met_is_not_approved_by_rule(wang) -> None:
    with pytest.raises(NotClean):
        approve_automatically(number=renting(wang).number, opinion="规则", today=TODAY)


def test_what_an_officer_has_begun_is_not_approved_by_rule(accepted) -> None:
    with pytest.raises(CaseMoved):
        approve_automatically(number=accepted.number, opinion="规则", today=TODAY)


def test_the_clerk_who_took_it_in_does_not_review_it(wang, first, second) -> None:
    case = renting(wang, clerk=first.staff)
    kinds = [(s.kind, s.side, s.actor) for s in case.steps.order_by("place")]
    assert kinds == [("opened", "applicant", "王芳"), ("taken_in", "intake", "陈柜员")]
    with pytest.raises(NothingWaits):
        take(first)
    Case.objects.update(given_to=first.staff, given_on=TODAY)
    with pytest.raises(SamePerson):
        accept(case, first)
    Case.objects.update(given_to=None, given_on=None)
    accept(take(second), second)
    third = clerk("吴敏", 804)
    approve(take(third), third, case.digest)
    assert broken() == []


def test_a_clerk_takes_in_no_case_of_his_own(wang) -> None:
    own = clerk("王芳", 1)
    with pytest.raises(OwnCase):
        renting(wang, clerk=own.staff)
    assert not Case.objects.exists()
    assert member_acts(wang).person == own.person
    assert Staff.objects.get().identity_number == identity(1)


def test_the_proof_names_an_illegal_path_and_an_unseen_approval(accepted, second) -> None:
    approve(accepted, second, accepted.digest)
    Step.objects.filter(kind="approved").update(seen="")
    assert broken() == [f"办件 {accepted.number} 办结时没有记下所见内容"]
    Step.objects.filter(kind="accepted").update(kind="returned")
    assert broken() == [f"办件 {accepted.number} 环节不合次序：returned → approved"]
