"""Other ratios and a changed registration wait for a second person as lists do."""

import pytest
from tests.contributions.review.conftest import NOW, four_eyes
from tests.people_of_the_town import TODAY

from anju.contributions.models import Submission
from anju.contributions.remittances.remit import FiguresChanged
from anju.contributions.review.decide_submission import SeenChanged, approve_submission
from anju.contributions.review.own_kinds import RATIO, REGISTRATION
from anju.contributions.review.submit_deed import AlreadyWaiting, Deed, Outcome, submit_deed
from anju.contributions.unit.change_registration import NeedsProof, change_registration
from anju.documents.models import Receipt
from anju.people.employers.change_employer import last_change
from anju.people.employers.registration_fields import Field
from anju.people.models import Appointment, Employer, EmployerChange, FundAccount, RatioChange

EIGHT = {"employer_rate": "0.08", "own_rate": "0.08", "reason": "职代会决议"}


def ratio(by: Appointment, fen: int = 192_000) -> Outcome:
    """Ask for 8 % on each side; two people at 6,000 yuan."""
    deed = Deed(RATIO, "ratio", {**EIGHT, "expected_fen": fen})
    return submit_deed(deed=deed, maker=by, today=TODAY, now=NOW)


def registration(by: Appointment, **asked: str) -> Outcome:
    """Ask for other fields, as a page shows them that was opened just now."""
    payload = {"asked": asked, "seen": last_change(by.employer)}
    deed = Deed(REGISTRATION, "registration", payload)
    return submit_deed(deed=deed, maker=by, today=TODAY, now=NOW)


def waiting(outcome: Outcome) -> Submission:
    assert outcome.waiting is not None
    return outcome.waiting


def approve(one: Submission, by: Appointment) -> Submission:
    return approve_submission(submission=one, reviewer=by, today=TODAY, now=NOW)


@pytest.mark.rows("C-44")
def test_other_ratios_wait_and_count_by_the_reviewers_word(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waiting(ratio(maker))
    assert (one.heads, one.amount_fen) == (2, 192_000)
    assert ["变更后比例", "单位 8%，个人 8%"] in one.pairs
    assert RatioChange.objects.count() == 0
    done = approve(one, reviewer)
    made = RatioChange.objects.get(number=done.result)
    assert (made.actor, made.monthly_fen) == ("赵会计（复核 郑主任）", 192_000)
    assert Receipt.objects.filter(subject=f"ratio/{made.number}").exists()


def test_ratios_wait_once_and_not_when_the_roll_is_another_by_then(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    with pytest.raises(FiguresChanged):
        ratio(maker, fen=191_999)
    one = waiting(ratio(maker))
    with pytest.raises(AlreadyWaiting):
        ratio(maker)
    FundAccount.objects.filter(member__name="李伟").update(state="02")
    with pytest.raises(SeenChanged, match="涉及人数由 2 人 变为 1 人"):
        approve(one, reviewer)
    assert RatioChange.objects.count() == 0


@pytest.mark.rows("C-43")
def test_a_changed_registration_waits_where_everything_does(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waiting(registration(maker, address="新华路 8 号"))
    assert one.pairs == [["单位地址", "演示路 1 号 → 新华路 8 号"]]
    assert EmployerChange.objects.count() == 0
    done = approve(one, reviewer)
    mill.refresh_from_db()
    assert mill.address == "新华路 8 号"
    kept = EmployerChange.objects.get()
    assert (kept.source, kept.actor) == (done.result, "赵会计（复核 郑主任）")


def test_with_thresholds_a_registration_without_people_or_money_counts_at_once(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill, people_over=20, amount_over_fen=100)
    done = registration(maker, address="新华路 8 号")
    assert done.waiting is None
    assert EmployerChange.objects.get().source == done.result


def test_what_only_the_counter_changes_does_not_wait_either(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    with pytest.raises(NeedsProof):
        registration(maker, name="信阳丝织厂")
    assert Submission.objects.count() == 0


def test_another_field_changed_meanwhile_is_no_matter_and_the_same_one_is(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waiting(registration(maker, address="新华路 8 号"))
    at_counter(mill, Field.PAYDAY, "15")
    assert approve(one, reviewer).state == Submission.State.APPROVED
    again = waiting(registration(maker, postcode="464000"))
    at_counter(mill, Field.POSTCODE, "464001")
    with pytest.raises(SeenChanged, match="邮政编码由"):
        approve(again, reviewer)


def at_counter(mill: Employer, field: Field, text: str) -> None:
    change_registration(employer=mill, asked={field: text}, seen=None, today=TODAY, by="孙柜员")
